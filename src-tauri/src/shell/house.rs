//! What is opened when the program starts: practice if asked for, else the configured workspace, else nothing.

use std::path::PathBuf;
use std::sync::Arc;

use frontdesk::api::{Api, Switch as _, Welcome, Workspace};
use frontdesk::app::{App, OpenWorkspace, Practice};
use frontdesk::domain::clock::Clock;
use frontdesk::notify::DesktopNotices;
use frontdesk::settings::config;
use frontdesk::simulator::Cast;
use tauri::path::PathResolver;
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
    let opened = if args.practice {
        app.open_practice().await.map(Some)
    } else {
        open_configured(&app, args, data.join("workspace"), &config, notices).await
    };
    let mut welcome = Welcome { config_path: Some(config), problem: None };
    let workspace = opened.unwrap_or_else(|problem| {
        error!("Could not open the workspace: {problem:#}");
        welcome.problem = Some(format!("{problem:#}"));
        None
    });
    Ok((app.clone(), Api::new(app, workspace, welcome)))
}

async fn open_configured(
    app: &App,
    args: &Args,
    directory: PathBuf,
    config: &std::path::Path,
    notices: Arc<DesktopNotices>,
) -> anyhow::Result<Option<Arc<Workspace>>> {
    if args.config.is_none() && !config.exists() {
        return Ok(None);
    }
    let config = config::load(config, |name| std::env::var(name).ok())?;
    let open = OpenWorkspace {
        directory,
        channels: config.channels,
        clock: Clock::system(),
        webhook_listen: args.webhook_listen,
        practice: false,
        notices,
    };
    app.open(open).await.map(Some)
}
