package cloud.broom.it;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A function that makes an S3 client of its own for the endpoint in its payload, and answers with what came of it. */
public final class OwnClientHandler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String endpoint = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        try (S3Client own = S3Client.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(ApacheHttpClient.create())
                .build()) {
            answer(output, "listed " + own.listBuckets().buckets().size());
        } catch (SdkException refused) {
            answer(output, String.valueOf(refused.getMessage()));
        }
    }

    private static void answer(OutputStream output, String text) throws IOException {
        output.write(("\"" + text.replace('"', '\'') + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
