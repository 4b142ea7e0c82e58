//! What is opened when the program starts: practice if asked for, else the configured workspace, else nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontdesk::api::{Api, Switch as _, Welcome, Workspace};
use frontdesk::app::{App, OpenWorkspace, Practice, PrivateListener};
use frontdesk::domain::clock::Clock;
use frontdesk::notify::DesktopNotices;
use frontdesk::settings::config;
use frontdesk::simulator::Cast;
use secrecy::SecretString;
use tauri::path::PathResolver;
use tokio::sync::watch;
use tracing::error;

use super::Args;

const CONFIG: &str = "frontdesk.toml";

/// Builds the program and opens what it is to open. Trouble with the configured workspace does not keep the window shut:
/// the screen says what is wrong.
pub async fn open<R: tauri::Runtime>(
    args: &Args,
    paths: &PathResolver<R>,
    notices: Arc<DesktopNotices>,
) -> Result<(Arc<App>, Arc<Api>), Box<dyn std::error::Error>> {
    let data = args.data_dir.clone().map_or_else(|| paths.app_data_dir(), Ok)?;
    let config = args.config.clone().map_or_else(|| Ok(paths.app_config_dir()?.join(CONFIG)), Ok::<_, tauri::Error>)?;
    let app = App::new(Practice {
        directory: data.join("practice"),
        simulator_listen: args.simulator_listen,
        cast: if args.one_customer { Cast::Single } else { Cast::Practice },
        answers: !args.one_customer,
        delays: 1.0,
        notices: notices.clone(),
    });
    let mut welcome = Welcome { config_path: Some(config.clone()), problem: None };
    let opened = if args.practice {
        app.open_practice().await.map(|workspace| Opened { workspace: Some(workspace), local_api: None })
    } else {
        open_configured(&app, args, data.join("workspace"), &config, notices).await
    };
    let opened = opened.unwrap_or_else(|problem| {
        error!("Could not open the workspace: {problem:#}");
        welcome.problem = Some(format!("{problem:#}"));
        Opened::default()
    });
    let api = Api::new(app.clone(), opened.workspace, welcome);
    if let Some((listener, token)) = opened.local_api {
        tauri::async_runtime::spawn(serve_until_the_end(listener, token, api.clone()));
    }
    Ok((app, api))
}

/// What was opened, and the listener for other programs if they are to be let in.
#[derive(Default)]
struct Opened {
    workspace: Option<Arc<Workspace>>,
    local_api: Option<(PrivateListener, SecretString)>,
}

async fn open_configured(
    app: &App,
    args: &Args,
    directory: PathBuf,
    config: &Path,
    notices: Arc<DesktopNotices>,
) -> anyhow::Result<Opened> {
    if args.config.is_none() && !config.exists() {
        return Ok(Opened::default());
    }
    let config = config::load(config, |name| std::env::var(name).ok())?;
    let local_api = match config.api_token {
        Some(token) => Some((PrivateListener::bind(args.listen).await?, token)),
        None => None,
    };
    let open = OpenWorkspace {
        directory,
        channels: config.channels,
        clock: Clock::system(),
        webhook_listen: args.webhook_listen,
        practice: false,
        notices,
    };
    let workspace = Some(app.open(open).await?);
    Ok(Opened { workspace, local_api })
}

/// Serves other programs for as long as this one runs.
async fn serve_until_the_end(listener: PrivateListener, token: SecretString, api: Arc<Api>) {
    let (_stop, never) = watch::channel(false);
    listener.serve(api, Some(token), never).await;
}
