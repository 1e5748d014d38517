package io.mitschnitt.webui.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** Sends a webhook's body and answers with the status; follows no redirection, reads no answer. */
final class Post {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int AT_ONCE = 4;

  private final HttpClient client;

  Post(Vertx vertx) {
    this.client = vertx.createHttpClient(
        new HttpClientOptions()
            .setConnectTimeout(TIMEOUT_MILLIS)
            .setKeepAlive(false)
            .setMaxHeaderSize(16 * 1024),
        new PoolOptions().setHttp1MaxSize(AT_ONCE));
  }

  Future<Integer> send(String url, String body, Map<String, String> headers) {
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(url)
        .setFollowRedirects(false)
        .setTimeout(TIMEOUT_MILLIS);
    return client
        .request(options)
        .compose(request -> {
          headers.forEach(request::putHeader);
          request.putHeader("content-type", "application/json");
          return request.send(body);
        })
        .map(response -> response.statusCode());
  }
}
