package cloud.broom.gate;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What belongs to the stack itself, and so is no job's to touch: what is named, and whatever has a name that CloudFormation
 * makes up for the stack, {@code <stack>-<LogicalId>-<suffix>} (AWSCloudFormation/latest/UserGuide/resources-section-structure.html),
 * in any case, since a bucket's is lower. A name that only looks like one is spared too: better one resource too many.
 */
public final class OwnStack {
    /** Nothing is anybody's own. */
    public static final OwnStack NONE = new OwnStack("", List.of());

    /** The stack of the bucket from which functions are deployed, as {@code sam deploy --resolve-s3} names it. */
    private static final String SAM = "aws-sam-cli-managed-default";

    private static final Pattern GENERATED = Pattern.compile("(.+)-[A-Za-z0-9]+-[A-Za-z0-9]{12,13}");

    /** CloudFormation cuts a stack's name short where the whole is too long for its kind, never to less than this. */
    private static final int CUT = 16;

    private static final int ARN_PARTS = 6;

    private final String stack;
    private final Set<String> names;

    /**
     * @param stack its name; empty if there is none
     * @param names names or ARNs of what belongs to it whatever it is called
     */
    public OwnStack(String stack, Collection<String> names) {
        this.stack = stack;
        this.names = names.stream().map(OwnStack::name).map(OwnStack::lowered).collect(Collectors.toUnmodifiableSet());
    }

    /** The stack's name; empty if there is none. */
    public String stack() {
        return stack;
    }

    /** The first of these names, or ARNs, that is the stack's own or lies in something that is. */
    public Optional<String> owned(List<String> within) {
        return stack.isEmpty()
                ? Optional.empty()
                : within.stream().filter(this::owns).findFirst();
    }

    /** Why what belongs to the stack is left alone. */
    public String reason(String name) {
        return name + " belongs to the stack " + stack;
    }

    private boolean owns(String nameOrArn) {
        return Stream.of(resource(nameOrArn).split("[/:]")).anyMatch(this::isOwn);
    }

    private boolean isOwn(String name) {
        if (names.contains(lowered(name))) {
            return true;
        }
        Matcher generated = GENERATED.matcher(name);
        return generated.matches() && isStack(lowered(generated.group(1)));
    }

    private boolean isStack(String head) {
        String own = lowered(stack);
        return head.equals(own) || head.equals(SAM) || (head.length() >= CUT && own.startsWith(head));
    }

    /** The part of an ARN after partition, service, region and account. */
    private static String resource(String nameOrArn) {
        String[] parts = nameOrArn.split(":", ARN_PARTS);
        return nameOrArn.startsWith("arn:") ? parts[parts.length - 1] : nameOrArn;
    }

    private static String name(String nameOrArn) {
        String resource = resource(nameOrArn);
        return resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
    }

    private static String lowered(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
