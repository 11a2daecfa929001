package cloud.broom.local.logs;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;

/** The log groups of the account, by name. Thread-safe. */
public final class LogGroups {
    private final Account account;
    private final Clock clock;
    private final Map<String, LogGroup> groups = new ConcurrentSkipListMap<>();

    public LogGroups(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /**
     * Makes a group. Gives its ARN.
     *
     * @throws AwsError 400 ResourceAlreadyExistsException if there is one of that name
     */
    public String create(String name) {
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw new AwsError(400, "InvalidParameterException", "Invalid log group name: " + name);
        }
        if (groups.putIfAbsent(name, new LogGroup(name, now())) != null) {
            throw new AwsError(
                    400, "ResourceAlreadyExistsException", "The specified log group already exists: " + name);
        }
        return arn(name);
    }

    /** How long its lines are to be kept; here they are kept as long as there is room. */
    public void retain(String name, OptionalInt days) {
        get(name).retain(days);
    }

    /** A line for a group, which is made if need be. */
    public void add(String name, String stream, String message) {
        groups.computeIfAbsent(name, any -> new LogGroup(name, now())).add(stream, now(), message);
    }

    /** As policies name it. */
    public String arn(String name) {
        return account.arn("logs", "log-group:" + name + ":*");
    }

    List<LogGroup> all() {
        return List.copyOf(groups.values());
    }

    LogGroup get(String name) {
        return Optional.ofNullable(
                        groups.get(name.replaceFirst("^arn:.*:log-group:", "").replaceFirst(":\\*$", "")))
                .orElseThrow(() -> new AwsError(
                        400, "ResourceNotFoundException", "The specified log group does not exist: " + name));
    }

    void delete(String name) {
        LogGroup group = get(name);
        groups.remove(group.name());
    }

    Instant now() {
        return clock.instant();
    }
}
