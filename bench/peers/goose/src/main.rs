//! The event scenario for Goose: log in once as Tatami's pages do, then poll the home time-line on a pace.
//! `POLL_MS` is the pace; the rest are Goose's own flags (`--host`, `--test-plan`, `--report-file`).
use goose::prelude::*;
use std::time::Duration;

// The login's answer leads to `/`, and the client follows.
const HOME: [&str; 7] = [
    "/tatami/",
    "/tatami/rest/users/user0",
    "/tatami/rest/groups",
    "/tatami/rest/tags?popular=true",
    "/tatami/rest/users/user0",
    "/tatami/rest/users/suggestions",
    "/tatami/rest/statuses/home_timeline",
];
const POLL: &str = "/tatami/rest/statuses/home_timeline?start=fdecd5b0-0000-11e4-8000-000000000000";

async fn log_in(user: &mut GooseUser) -> TransactionResult {
    drained(user.get("/tatami/login").await?).await?;
    let account = [("j_username", "user0@tatami.test"), ("j_password", "password")];
    drained(user.post_form("/tatami/authentication", &account).await?).await?;
    for path in HOME {
        drained(user.get(path).await?).await?;
    }
    Ok(())
}

async fn poll(user: &mut GooseUser) -> TransactionResult {
    drained(user.get_named(POLL, "poll").await?).await
}

// A body that is not read keeps its connection from being used again.
async fn drained(answer: goose::goose::GooseResponse) -> TransactionResult {
    answer.response?.bytes().await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), GooseError> {
    let pace_ms = std::env::var("POLL_MS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let pace = Duration::from_millis(pace_ms);
    GooseAttack::initialize()?
        .register_scenario(
            scenario!("event")
                .set_wait_time(pace, pace)?
                .register_transaction(transaction!(log_in).set_on_start())
                .register_transaction(transaction!(poll)),
        )
        .execute()
        .await?;
    Ok(())
}
