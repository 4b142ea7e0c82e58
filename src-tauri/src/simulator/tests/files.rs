//! Files of both sides, and all that can go wrong with them.

use super::*;

impl Office {
    async fn upload(&self, mime: &str, bytes: &[u8], ttl: Option<&str>) -> (u16, Value) {
        let path = format!("/v24.0/{}/media", self.simulator.account().phone_number_id);
        let head = |head: &str| format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
        let mut body = [head("name=\"messaging_product\""), b"whatsapp\r\n".to_vec()].concat();
        if let Some(ttl) = ttl {
            body.extend([head("name=\"ttl_minutes\""), format!("{ttl}\r\n").into_bytes()].concat());
        }
        body.extend(head(&format!("name=\"file\"; filename=\"a\"\r\nContent-Type: {mime}")));
        body.extend([bytes, b"\r\n--B--\r\n"].concat());
        let request = self.client.post(self.url(&path)).bearer_auth(&self.simulator.account().access_token);
        let request = request.header("content-type", "multipart/form-data; boundary=B").body(body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    /// A picture that a customer sent: its part of the webhook.
    async fn picture(&self) -> Value {
        let path = format!("/_sim/customers/{}/write", self.customer());
        self.post(&path, json!({"type": "image"})).await;
        self.all("messages").last().unwrap()["image"].clone()
    }

    async fn lookup(&self, id: &Value) -> (u16, Value) {
        self.call(reqwest::Method::GET, &format!("/v24.0/{}", id.as_str().unwrap()), None).await
    }

    async fn fetch(&self, url: &Value) -> Result<(u16, Bytes), reqwest::Error> {
        let request = self.client.get(url.as_str().unwrap());
        let answer = request.bearer_auth(&self.simulator.account().access_token).send().await?;
        Ok((answer.status().as_u16(), answer.bytes().await?))
    }
}

#[tokio::test]
async fn lookups_downloads_and_uploads_are_refused_so_many_times() {
    let office = Office::new().await;
    let picture = office.picture().await;
    office.post("/_sim/faults", json!({"media": {"lookup": {"status": 500, "times": 2}}})).await;
    assert_eq!(office.lookup(&picture["id"]).await.0, 500);
    assert_eq!(office.lookup(&picture["id"]).await.0, 500);
    let node = office.lookup(&picture["id"]).await.1;
    office.post("/_sim/faults", json!({"media": {"download": {"status": 403, "envelope": false}}})).await;
    assert_eq!(office.fetch(&node["url"]).await.unwrap().0, 403);
    assert_eq!(office.fetch(&node["url"]).await.unwrap().0, 200);
    office.post("/_sim/faults", json!({"media": {"upload": {"code": 131053}}})).await;
    assert_eq!(code(&office.upload("application/pdf", b"%PDF-1.4", None).await), 131053);
    office.post("/_sim/faults", json!({"media": {"upload_delay": {"ms": 200}}})).await;
    let began = std::time::Instant::now();
    assert_eq!(office.upload("application/pdf", b"%PDF-1.4", None).await.0, 200);
    assert!(began.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_file_comes_altered_cut_slowly_or_behind_a_dead_link() {
    let office = Office::new().await;
    let id = office.picture().await["id"].clone();
    let right = office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().1;
    office.post("/_sim/faults", json!({"media": {"wrong_bytes": 1}})).await;
    let altered = office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().1;
    assert!(altered.len() == right.len() && altered != right);
    office.post("/_sim/faults", json!({"media": {"cut": 1}})).await;
    let cut = office.fetch(&office.lookup(&id).await.1["url"]).await;
    assert!(cut.is_err(), "half a file must not look whole: {cut:?}");
    office.post("/_sim/faults", json!({"media": {"trickle": {"ms": 5}}})).await;
    let began = std::time::Instant::now();
    assert_eq!(office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().1, right);
    assert!(began.elapsed() >= Duration::from_millis(16 * 5));
    office.post("/_sim/faults", json!({"media": {"expired_link": 1}})).await;
    assert_eq!(office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().0, 404);
    assert_eq!(office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().1, right, "a new link helps");
    office.post("/_sim/faults", json!({"media": {"redirect": 1}})).await;
    assert_eq!(office.fetch(&office.lookup(&id).await.1["url"]).await.unwrap().0, 302);
}

#[tokio::test]
async fn webhooks_may_leave_the_link_out_and_sizes_may_be_texts() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"media": {"without_url": true, "size_as_text": true}})).await;
    let picture = office.picture().await;
    assert!(picture.get("url").is_none() && picture["id"].is_string());
    assert!(office.lookup(&picture["id"]).await.1["file_size"].is_string());
}

#[tokio::test]
async fn uploads_keep_sizes_types_and_their_time_to_live() {
    let office = Office::new().await;
    let sticker = |size: usize, kind: &[u8]| [b"RIFF\0\0\0\0WEBP".as_slice(), kind, &vec![0; size]].concat();
    let still = sticker(101 * 1024, b"VP8L\0\0\0\0\0");
    assert_eq!(code(&office.upload("image/webp", &still, None).await), 131053, "a still sticker has 100 KB");
    let moving = sticker(101 * 1024, b"VP8X\x0a\0\0\0\x02");
    let id = office.upload("image/webp", &moving, None).await.1["id"].clone();
    let send = |kind: &str| json!({"to": office.customer(), "type": kind, kind: {"id": id}});
    assert_eq!(office.send(send("sticker")).await.0, 200);
    assert_eq!(code(&office.send(send("image")).await), 131009, "a WebP is no image");
    assert_eq!(code(&office.upload("image/jpeg", b"GIF89a", None).await), 131053, "the bytes are no JPEG");
    assert_eq!(code(&office.upload("application/pdf", b"%PDF-1.4", Some("5")).await), 100);
    let brief = office.upload("application/pdf", b"%PDF-1.4", Some("60")).await.1["id"].clone();
    office.clock.advance(chrono::Duration::minutes(61));
    assert_eq!(office.lookup(&brief).await.0, 400);
    assert_eq!(office.lookup(&id).await.0, 200, "others live thirty days");
}

#[tokio::test]
async fn a_voice_note_is_opus_and_is_played() {
    let office = Office::new().await;
    let to = office.customer();
    let voice = |id: &Value| json!({"to": to, "type": "audio", "audio": {"id": id, "voice": true}});
    let mp3 = office.upload("audio/mpeg", b"ID3", None).await.1["id"].clone();
    assert_eq!(code(&office.send(voice(&mp3)).await), 131009, "a voice note is Opus in Ogg");
    let opus = crate::simulator::media::Sample::VoiceNote.bytes();
    let opus = office.upload("audio/ogg", opus, None).await.1["id"].clone();
    assert_eq!(office.send(voice(&opus)).await.0, 200);
    assert_eq!(office.status("played").await["status"], "played");
}
