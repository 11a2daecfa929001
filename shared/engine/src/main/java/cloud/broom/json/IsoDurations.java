package cloud.broom.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as ISO-8601 text, weeks included. Months and years are refused: their length depends on the day they are
 * counted from, and an age limit must mean the same tonight and tomorrow. Numbers are refused: their unit is a guess.
 */
final class IsoDurations extends SimpleModule {
    private static final long serialVersionUID = 1L;

    IsoDurations() {
        super("IsoDurations");
        addDeserializer(Duration.class, new FromText());
    }

    private static final class FromText extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        private static final Pattern WEEKS = Pattern.compile("P(\\d{1,5})W");

        FromText() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw context.weirdStringException(parser.getText(), Duration.class, "not a text");
            }
            String text = parser.getText();
            try {
                return text.contains("W") ? weeks(text) : Duration.parse(text);
            } catch (DateTimeParseException | ArithmeticException malformed) {
                throw context.weirdStringException(
                        text, Duration.class, "not ISO-8601 in days, hours, minutes, seconds or weeks");
            }
        }

        private static Duration weeks(String text) {
            Matcher weeks = WEEKS.matcher(text);
            if (!weeks.matches()) {
                throw new DateTimeParseException("weeks stand alone", text, 0);
            }
            return Duration.ofDays(7 * Long.parseLong(weeks.group(1)));
        }
    }
}
