package cloud.broom.it.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Does what its payload says, so that the launcher can be tested without any function of the product. */
public final class ProbeHandler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String order = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        switch (order) {
            case "\"throw\"" -> throw new IllegalArgumentException("as ordered");
            case "\"exit\"" -> Runtime.getRuntime().halt(3);
            case "\"greeting\"" -> answer(output, System.getenv("GREETING"));
            default -> answer(output, order + (context.getRemainingTimeInMillis() > 0 ? " in time" : " late"));
        }
    }

    private static void answer(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
