package cloud.broom.local.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does what the event's words say: {@code fail}, {@code hang}, {@code publish}, {@code print}; prints and echoes otherwise. */
public final class ProbeHandler implements RequestStreamHandler {
    private final Map<String, String> environment;
    private int calls;

    public ProbeHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("probe " + event);
        calls++;
        if (event.startsWith("{\"print\":")) {
            System.out.println(event.substring("{\"print\":".length(), event.length() - 1));
        }
        if (event.contains("fail")) {
            throw new IllegalStateException("told to fail");
        }
        if (event.contains("hang")) {
            hang();
        }
        String answer = event.contains("publish") ? String.valueOf(publish()) : event;
        out.write("{\"event\":%s,\"call\":%d,\"function\":\"%s\",\"greeting\":\"%s\",\"remaining\":%d}"
                .formatted(
                        answer,
                        calls,
                        environment.get("AWS_LAMBDA_FUNCTION_NAME"),
                        environment.get("GREETING"),
                        context.getRemainingTimeInMillis())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void hang() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** The status of a call to SNS under the function's own key. */
    private int publish() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(environment.get("AWS_ENDPOINT_URL")).toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + environment.get("AWS_ACCESS_KEY_ID")
                        + "/20260101/us-east-1/sns/aws4_request");
        String topic = URLEncoder.encode(environment.getOrDefault("TOPIC", ""), StandardCharsets.UTF_8);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(("Action=Publish&Message=hello&TopicArn=" + topic).getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode();
    }
}
