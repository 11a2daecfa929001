package cloud.broom.local.sns;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers to a subscriber on loopback; one try. */
final class HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int TIMEOUT_MILLIS = 15_000;

    private HttpEndpoint() {}

    static void post(Subscription to, Publication what, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(to.endpoint()).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "text/plain; charset=UTF-8");
            connection.setRequestProperty("x-amz-sns-message-type", "Notification");
            connection.setRequestProperty("x-amz-sns-message-id", what.id());
            connection.setRequestProperty("x-amz-sns-topic-arn", to.topic());
            connection.setRequestProperty("x-amz-sns-subscription-arn", to.arn());
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                log.warn("A notification of {} was answered by {} with {}", to.topic(), to.endpoint(), status);
            }
            connection.disconnect();
        } catch (IOException e) {
            log.warn("A notification of {} was not delivered to {}", to.topic(), to.endpoint(), e);
        }
    }
}
