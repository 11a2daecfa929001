package cloud.broom.local;

import cloud.broom.local.control.Controls;
import cloud.broom.local.dynamodb.DynamoDb;
import cloud.broom.local.ecs.Clusters;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Credentials;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.iam.Roles;
import cloud.broom.local.lambda.AsyncInvocations;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.s3.S3;
import cloud.broom.local.sts.Sts;
import cloud.broom.local.template.Stack;
import cloud.broom.local.wire.Calls;
import cloud.broom.local.wire.Endpoint;
import cloud.broom.local.wire.Front;
import cloud.broom.local.wire.Service;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An AWS-shaped endpoint on loopback for what Broom uses. Every request is decided by the IAM policies of its caller; what
 * is not modelled is answered with 501 NotImplemented. All state is in memory and gone when it is closed.
 *
 * <p>Thread-safe. Ready when {@link Builder#start} returns.
 */
public final class LocalCloud implements AutoCloseable {
    private final Platform platform;
    private final Serverless serverless;
    private final Endpoint endpoint;

    private LocalCloud(Platform platform, Serverless serverless, Endpoint endpoint) {
        this.platform = platform;
        this.serverless = serverless;
        this.endpoint = endpoint;
    }

    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    /** Every service of this cloud, one line each. */
    private static List<Service> services(Platform on) {
        return List.of(
                new Sts(on.account(), on.keys(), on.clock()),
                new S3(on.buckets(), on.account(), on.access(), on.faults(), on.clock()),
                new DynamoDb(on.account()),
                new Controls(on.faults(), on.calls()));
    }

    /** Where it listens, {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    public Account account() {
        return platform.account();
    }

    /** What a shell or an SDK needs to act as the operator, who may do everything. */
    public Map<String, String> operatorEnvironment() {
        return environment(Keys.OPERATOR);
    }

    /**
     * What code needs to act under a role's policies.
     *
     * @param role its name, or its ARN
     * @param session the name it acts by, a function's; call counts go by it
     */
    public Map<String, String> environmentFor(String role, String session) {
        return environment(platform.keys().issue(role, session));
    }

    /** The roles and their policies. */
    public Roles roles() {
        return platform.roles();
    }

    /** The buckets of S3, to fill and to look into without a client. */
    public Buckets s3() {
        return platform.buckets();
    }

    /** The clusters of ECS, whose tasks stop by this hand. */
    public Clusters ecs() {
        return serverless.clusters();
    }

    public Faults faults() {
        return platform.faults();
    }

    public Calls calls() {
        return platform.calls();
    }

    /**
     * Deploys a SAM template. Its functions run in this process, from the code that {@code CodeUri} names; its schedules
     * begin to fire.
     *
     * @param parameters for those of the template's parameters that are to have another value than their default
     * @throws cloud.broom.local.template.TemplateRefusedException naming what would not act here as it does on AWS
     */
    public Stack deploy(Path template, String stackName, Map<String, String> parameters) {
        return serverless.stacks().deploy(template, stackName, parameters);
    }

    /** The function's next invocation is a cold start. */
    public void forgetEnvironments(String function) {
        serverless.functions().forgetEnvironments(function);
    }

    /**
     * Kills a function's environments, with the invocations that run in them, as a crash of the process does on Lambda: the
     * callers are told {@code Runtime.ExitError} (an asynchronous invocation is tried again), and its thread is interrupted.
     * Whatever that thread still tries, its key is no longer one of this cloud, so every call it makes from now on is
     * refused, and so is one that an armed delay holds; a call that is being answered at this moment has its effect, as on
     * AWS. The next invocation is a cold start with a new key.
     */
    public void kill(String function) {
        serverless.kill(function);
    }

    /**
     * Waits until nothing is left to do: no delivery, no asynchronous invocation or retry of one, nothing that is due.
     *
     * @return false if it did not come to rest within the time
     */
    public boolean awaitIdle(Duration longest) {
        return serverless.awaitIdle(longest);
    }

    /**
     * Waits until nothing more happens unless the clock moves on; a retry may still be to come.
     *
     * @return false if it did not come to that within the time
     */
    public boolean awaitStill(Duration longest) {
        return serverless.awaitStill(longest);
    }

    @Override
    public void close() {
        serverless.close();
        endpoint.close();
    }

    private Map<String, String> environment(Credentials credentials) {
        Map<String, String> environment = new HashMap<>(credentials.environment());
        environment.put("AWS_ENDPOINT_URL", endpoint().toString());
        environment.put("AWS_REGION", account().region());
        environment.put("AWS_DEFAULT_REGION", account().region());
        return Map.copyOf(environment);
    }

    /** The few things one can choose. */
    public static final class Builder {
        private final Clock clock;
        private String region = "us-east-1";
        private int port;
        private List<Duration> asyncRetryDelays = AsyncInvocations.LAMBDA_DELAYS;
        private Consumer<String> logListener = line -> {};

        private Builder(Clock clock) {
            this.clock = clock;
        }

        public Builder region(String name) {
            this.region = name;
            return this;
        }

        /** 0, the default, is any free port. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** The delays before the two retries of an asynchronous invocation: one and two minutes, unless given. */
        public Builder asyncRetryDelays(List<Duration> delays) {
            this.asyncRetryDelays = List.copyOf(delays);
            return this;
        }

        /** Gets every line that functions print, from their threads. */
        public Builder logListener(Consumer<String> listener) {
            this.logListener = listener;
            return this;
        }

        /**
         * Starts it; on return it answers.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public LocalCloud start() {
            Platform platform = Platform.of(clock, Account.in(region));
            List<Service> services = new ArrayList<>(services(platform));
            Serverless serverless = new Serverless(platform, services, asyncRetryDelays, logListener);
            services.addAll(serverless.services());
            Front front = new Front(services, platform.keys(), platform.access(), platform.faults(), platform.calls());
            try {
                Endpoint endpoint = Endpoint.open(port, front);
                serverless.listenAt(endpoint.uri());
                return new LocalCloud(platform, serverless, endpoint);
            } catch (UncheckedIOException taken) {
                serverless.close();
                front.close();
                throw taken;
            }
        }
    }
}
