//! The floor: axum with nothing behind it, answering the very bytes that the portal answered. Built,
//! allocated and run as the portal is.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::any;
use axum::serve::ListenerExt;
use std::path::Path;

/// Serves the files `0`, `1`, … of a folder under those names, until it is killed.
#[tokio::main]
pub async fn serve(address: &str, folder: &Path) {
    let bodies = (0..).map_while(|number| std::fs::read(folder.join(number.to_string())).ok());
    let router = bodies.enumerate().fold(Router::new(), |router, (number, body)| {
        let body = Bytes::from(body);
        let answer =
            move |_posted: Bytes| async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body) };
        router.route(&format!("/{number}"), any(answer))
    });
    let listener = tokio::net::TcpListener::bind(address).await.expect("the port is free");
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await.expect("it serves");
}
