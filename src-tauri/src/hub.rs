//! The headless binary: everything but the window.

mod cli;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Parser as _;
use frontdesk::api::{Api, Switch as _, Welcome, Workspace};
use frontdesk::app::{App, OpenWorkspace, Practice, PrivateListener};
use frontdesk::domain::clock::Clock;
use frontdesk::ingest;
use frontdesk::log::EmbeddedLog;
use frontdesk::notify::DesktopNotices;
use frontdesk::projection::{self, Projection};
use frontdesk::settings::config;
use frontdesk::simulator::{Cast, Simulator, SimulatorConfig};
use frontdesk::store::Store;
use frontdesk::voice::Recorder;
use serde_json::json;
use tokio::sync::watch;
use tracing::error;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("FRONTDESK_LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            error!("{problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve { data_dir, config, listen, webhook_listen } => {
                serve(&data_dir, &config, listen, webhook_listen).await
            }
            Command::Simulate { listen, webhook, customers } => simulate(listen, webhook, customers).await,
            Command::Practice { listen, simulator_listen, data_dir, customers, delays } => {
                practice(listen, simulator_listen, data_dir, customers, delays).await
            }
            Command::Record { seconds, out } => record(Duration::from_secs(seconds), &out).await,
            Command::Reingest { data_dir } => reingest(&data_dir).await,
            Command::Rebuild { data_dir } => rebuild(&data_dir).await,
        }
    });
    // Whatever still runs on a blocking thread must not hold up the end.
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

async fn serve(data_dir: &Path, config: &Path, listen: SocketAddr, webhook_listen: SocketAddr) -> anyhow::Result<()> {
    let end = End::listen()?;
    let config = config::load(config, |name| std::env::var(name).ok())?;
    let notices = Arc::new(DesktopNotices::default());
    let app = App::new(practice_setup(data_dir.join("practice"), notices.clone()));
    let private = PrivateListener::bind(listen).await?;
    let workspace = app
        .open(OpenWorkspace {
            directory: data_dir.to_owned(),
            channels: config.channels,
            clock: Clock::system(),
            webhook_listen,
            practice: false,
            notices: notices.clone(),
        })
        .await?;
    let public = app.public_address().await.context("the workspace is not open")?;
    let address = private.address();
    let link = data_dir.join("signin-link");
    write_secret(&link, &private.link())?;
    let api = open_api(&app, workspace, &notices);
    let (stop, stopping) = watch::channel(false);
    let serving = tokio::spawn(private.serve(api, config.api_token, stopping));
    print_line(&json!({ "ready": true, "private": address.to_string(), "public": public.to_string() }).to_string())?;
    tracing::info!("Open the screen with the link in {}", link.display());
    end.come().await;
    stop.send_replace(true);
    app.close().await;
    serving.abort();
    Ok(())
}

async fn practice(
    listen: SocketAddr,
    simulator_listen: SocketAddr,
    data_dir: Option<PathBuf>,
    customers: cli::Customers,
    delays: f64,
) -> anyhow::Result<()> {
    let end = End::listen()?;
    let notices = Arc::new(DesktopNotices::default());
    let directory = data_dir.unwrap_or_else(|| std::env::temp_dir().join("frontdesk-practice"));
    let (cast, answers) = customers.cast();
    let setup = Practice { simulator_listen, cast, answers, delays, ..practice_setup(directory, notices.clone()) };
    let app = App::new(setup);
    let private = PrivateListener::bind(listen).await?;
    let workspace = app.open_practice().await?;
    let link = private.link();
    let simulator = app.simulator_address().await.context("practice is not open")?;
    let api = open_api(&app, workspace, &notices);
    let (stop, stopping) = watch::channel(false);
    let serving = tokio::spawn(private.serve(api, None, stopping));
    print_line(&format!("Practice inbox: {link}"))?;
    print_line(&format!("Simulator control: http://{simulator}/_sim"))?;
    end.come().await;
    stop.send_replace(true);
    app.close().await;
    serving.abort();
    Ok(())
}

/// The api on an open workspace, whose screen a clicked notice turns to.
fn open_api(app: &Arc<App>, workspace: Arc<Workspace>, notices: &DesktopNotices) -> Arc<Api> {
    let api = Api::new(app.clone(), Some(workspace), Welcome::default());
    let screen = api.clone();
    notices.on_click(move |conversation| screen.show(conversation));
    api
}

fn practice_setup(directory: PathBuf, notices: Arc<DesktopNotices>) -> Practice {
    let simulator_listen = SocketAddr::from(([127, 0, 0, 1], 0));
    Practice { directory, simulator_listen, cast: Cast::Practice, answers: true, delays: 1.0, notices }
}

async fn simulate(listen: SocketAddr, webhook: Option<String>, customers: cli::Customers) -> anyhow::Result<()> {
    let end = End::listen()?;
    let clock = Clock::scaled(Clock::system().now(), 1.0);
    let (cast, answers) = customers.cast();
    let config = SimulatorConfig { listen, webhook, cast, answers, ..SimulatorConfig::practice(clock) };
    let simulator = Simulator::start(config).await?;
    let account = simulator.account();
    let ready = json!({
        "listen": simulator.address().to_string(),
        "phone_number_id": account.phone_number_id,
        "waba_id": account.waba_id,
        "access_token": account.access_token,
        "app_secret": account.app_secret,
        "verify_token": account.verify_token,
        "customer": simulator.customer(),
    });
    print_line(&ready.to_string())?;
    simulator.open().await;
    end.come().await;
    simulator.stop().await;
    Ok(())
}

async fn record(length: Duration, out: &Path) -> anyhow::Result<()> {
    let recorder = Recorder::start(length).await?;
    let mut progress = recorder.progress();
    let mut loudest = 0;
    while progress.changed().await.is_ok() {
        loudest = loudest.max(progress.borrow_and_update().level);
    }
    let note = recorder.stop().await?;
    std::fs::write(out, &note.bytes).with_context(|| format!("cannot write {}", out.display()))?;
    let seconds = Duration::from_millis(note.duration_ms).as_secs_f64();
    print_line(&format!("Recorded {seconds:.1} s; the loudest level was {loudest} of 100"))
}

async fn reingest(data_dir: &Path) -> anyhow::Result<()> {
    let store = open_existing(data_dir)?;
    projection::catch_up(&store).await?;
    let log = EmbeddedLog::open(store.clone(), Arc::new(Projection)).await?;
    let scopes = store.read(frontdesk::store::tables::log::scopes).await?;
    let understood = ingest::reread(&store, &log, &|channel| scopes.get(channel).cloned().unwrap_or_default()).await?;
    print_line(&format!("Understood {understood} things that had been kept as they were"))
}

/// The workspace in a folder, which must be there already.
fn open_existing(data_dir: &Path) -> anyhow::Result<Store> {
    if !data_dir.join(frontdesk::store::DATABASE).exists() {
        anyhow::bail!("there is no workspace in {}", data_dir.display());
    }
    Ok(Store::open(data_dir)?)
}

async fn rebuild(data_dir: &Path) -> anyhow::Result<()> {
    let store = open_existing(data_dir)?;
    let started = Instant::now();
    let events = projection::rebuild(&store).await?;
    let seconds = started.elapsed().as_secs_f64();
    print_line(&format!("Folded {events} events in {seconds:.1} s"))
}

/// Writes a file that only its owner may read.
fn write_secret(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(file, "{text}")?;
    Ok(())
}

/// Standard output carries nothing but what other programs read from it.
fn print_line(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Hears when the program is asked to end. Listened for before the program says that it is ready: whoever asks right
/// after that must not be missed.
#[cfg(unix)]
struct End {
    terminated: tokio::signal::unix::Signal,
    interrupted: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl End {
    fn listen() -> std::io::Result<End> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(End { terminated: signal(SignalKind::terminate())?, interrupted: signal(SignalKind::interrupt())? })
    }

    async fn come(mut self) {
        tokio::select! {
            _ = self.terminated.recv() => {}
            _ = self.interrupted.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct End;

#[cfg(not(unix))]
impl End {
    fn listen() -> std::io::Result<End> {
        Ok(End)
    }

    async fn come(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
