package cloud.broom.undos3staleobjects;

import cloud.broom.aws.LambdaEntry;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The function's wiring. */
public final class UndoStaleObjectsHandler implements RequestStreamHandler {
    private final RequestStreamHandler entry;

    /** On Lambda. */
    public UndoStaleObjectsHandler() {
        this(System.getenv());
    }

    /** In a process that runs several functions, each with an environment of its own. */
    public UndoStaleObjectsHandler(Map<String, String> environment) {
        this.entry = LambdaEntry.of(environment, (aws, past) -> new UndoStaleObjects(aws.s3(), past));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        entry.handleRequest(input, output, context);
    }
}
