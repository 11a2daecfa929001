package cloud.broom.ecsstoppedtasks;

import cloud.broom.aws.LambdaEntry;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The function's wiring. */
public final class EcsStoppedTasksHandler implements RequestStreamHandler {
    private final RequestStreamHandler entry;

    /** On Lambda. */
    public EcsStoppedTasksHandler() {
        this(System.getenv());
    }

    /** In a process that runs several functions, each with an environment of its own. */
    public EcsStoppedTasksHandler(Map<String, String> environment) {
        this.entry = LambdaEntry.of(
                environment, aws -> new EcsStoppedTasks(aws.client(EcsClient.builder(), "ECS"), aws.time()));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        entry.handleRequest(input, output, context);
    }
}
