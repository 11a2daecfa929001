package cloud.broom.local;

import cloud.broom.local.control.Controls;
import cloud.broom.local.dynamodb.DynamoDb;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Credentials;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.iam.Roles;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.s3.S3;
import cloud.broom.local.sts.Sts;
import cloud.broom.local.wire.Calls;
import cloud.broom.local.wire.Endpoint;
import cloud.broom.local.wire.Front;
import cloud.broom.local.wire.Service;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An AWS-shaped endpoint on loopback for what Broom uses. Every request is decided by the IAM policies of its caller; what
 * is not modelled is answered with 501 NotImplemented. All state is in memory and gone when it is closed.
 *
 * <p>Thread-safe. Ready when {@link Builder#start} returns.
 */
public final class LocalCloud implements AutoCloseable {
    private final Platform platform;
    private final Endpoint endpoint;

    private LocalCloud(Platform platform, Endpoint endpoint) {
        this.platform = platform;
        this.endpoint = endpoint;
    }

    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    /** Every service of this cloud, one line each. */
    private static List<Service> services(Platform on) {
        return List.of(
                new Sts(on.account()),
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

    public Faults faults() {
        return platform.faults();
    }

    public Calls calls() {
        return platform.calls();
    }

    @Override
    public void close() {
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

        /**
         * Starts it; on return it answers.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public LocalCloud start() {
            Platform platform = Platform.of(clock, Account.in(region));
            Front front = new Front(
                    services(platform), platform.keys(), platform.access(), platform.faults(), platform.calls());
            try {
                return new LocalCloud(platform, Endpoint.open(port, front));
            } catch (UncheckedIOException taken) {
                front.close();
                throw taken;
            }
        }
    }
}
