//! The real `frontdesk-hub` as a process.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::client;

pub const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk-hub");
pub const APP_SECRET: &str = "an-app-secret";
pub const VERIFY_TOKEN: &str = "a-verify-token";
pub const API_TOKEN: &str = "an-api-token";

/// A running hub with one channel, `main`.
pub struct Hub {
    child: Child,
    pub private: SocketAddr,
    pub public: SocketAddr,
}

/// Where the hub's provider is, and how it signs.
pub struct Provider {
    pub graph_url: String,
    pub access_token: String,
    pub app_secret: String,
}

impl Provider {
    /// Nobody listens there.
    pub fn none() -> Provider {
        Provider {
            graph_url: "http://127.0.0.1:9".to_owned(),
            access_token: "a-token".to_owned(),
            app_secret: APP_SECRET.to_owned(),
        }
    }
}

impl Hub {
    /// Starts a hub on these files and waits until it is ready.
    pub fn start(directory: &Path, provider: &Provider) -> Hub {
        Self::start_on(directory, provider, 0)
    }

    /// The same, with its public listener on this port.
    pub fn start_on(directory: &Path, provider: &Provider, webhook_port: u16) -> Hub {
        Self::start_as(Command::new(BINARY), directory, provider, webhook_port)
    }

    /// A hub that may write no file beyond this many blocks of the shell's, 512 or 1024 bytes each: to it, the disk is
    /// full then.
    pub fn start_with_little_room(directory: &Path, provider: &Provider, blocks: u32) -> Hub {
        let mut shell = Command::new("sh");
        // The limit is told by a signal as well, which would end the process.
        shell.args(["-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", &blocks.to_string(), BINARY]);
        Self::start_as(shell, directory, provider, 0)
    }

    fn start_as(mut command: Command, directory: &Path, provider: &Provider, webhook_port: u16) -> Hub {
        let config = directory.join("frontdesk.toml");
        std::fs::write(&config, config_text(&provider.graph_url)).unwrap();
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--webhook-listen", &format!("127.0.0.1:{webhook_port}")])
            .arg("--data-dir")
            .arg(directory.join("data"))
            .arg("--config")
            .arg(&config)
            .env("TEST_API_TOKEN", API_TOKEN)
            .env("TEST_TOKEN", &provider.access_token)
            .env("TEST_APP_SECRET", &provider.app_secret)
            .env("TEST_VERIFY_TOKEN", VERIFY_TOKEN)
            .env("FRONTDESK_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ready = first_line(&mut child);
        assert_eq!(ready["ready"], true, "{ready}");
        let address = |name: &str| ready[name].as_str().unwrap().parse().unwrap();
        Hub { private: address("private"), public: address("public"), child }
    }

    /// Ends it as a crash would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and tells how long that took and whether it ended well.
    pub fn terminate(mut self) -> (std::time::Duration, bool) {
        let started = std::time::Instant::now();
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let ended = self.child.wait().unwrap();
        (started.elapsed(), ended.success())
    }

    /// A call of another program.
    pub async fn get(&self, path: &str) -> (u16, Value) {
        let request = client().get(format!("http://{}/api/v1{path}", self.private));
        answer(request.bearer_auth(API_TOKEN)).await
    }

    /// A call of another program.
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = client().post(format!("http://{}/api/v1{path}", self.private));
        answer(request.bearer_auth(API_TOKEN).json(body)).await
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser that the hub has let in.
pub async fn signed_in(directory: &Path) -> reqwest::Client {
    let link = std::fs::read_to_string(directory.join("data").join("signin-link")).unwrap();
    let no_redirects = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = no_redirects.get(link.trim()).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let headers = [(reqwest::header::COOKIE, cookie.parse().unwrap())].into_iter().collect();
    reqwest::Client::builder().default_headers(headers).build().unwrap()
}

pub async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// The first line that a process prints, as JSON.
pub fn first_line(child: &mut Child) -> Value {
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap_or_else(|problem| panic!("{problem} in {line:?}"))
}

fn config_text(graph_url: &str) -> String {
    format!(
        r#"
        [api]
        token_env = "TEST_API_TOKEN"
        [[channel]]
        id = "main"
        provider = "meta"
        phone_number_id = "106540352242922"
        waba_id = "102290129340398"
        graph_url = "{graph_url}"
        access_token_env = "TEST_TOKEN"
        app_secret_env = "TEST_APP_SECRET"
        verify_token_env = "TEST_VERIFY_TOKEN"
        "#
    )
}
