package cloud.broom.approval;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who did something, as IAM knows them. All sessions of one role are one principal: whoever may assume it may name a session as
 * they like (IAM/latest/UserGuide/reference_identifiers.html).
 */
public record Principal(@JsonValue String arn) {
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::(\\d{12}):assumed-role/([^/]+)/[^/]+");
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:(iam|sts)::\\d{12}:[\\x21-\\x7e]{1,256}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Principal {
        Refused.when(!ARN.matcher(arn).matches(), "", "'" + arn + "' is not the ARN of a principal");
        Matcher session = SESSION.matcher(arn);
        if (session.matches()) {
            arn = "arn:" + session.group(1) + ":sts::" + session.group(2) + ":assumed-role/" + session.group(3);
        }
    }

    @Override
    public String toString() {
        return arn;
    }
}
