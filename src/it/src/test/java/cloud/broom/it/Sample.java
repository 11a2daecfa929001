package cloud.broom.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A file of events/, as it would be delivered now: a slot of a schedule is always of the day. */
record Sample(String function, Path file) {
    private static final Pattern INSTANT = Pattern.compile("\"slot\": \"\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z\"");

    String payload(Instant now) throws IOException {
        String slot = "\"slot\": \"" + now.truncatedTo(ChronoUnit.MINUTES) + "\"";
        return INSTANT.matcher(Files.readString(file)).replaceAll(slot);
    }

    @Override
    public String toString() {
        return function + "/" + file.getFileName();
    }
}
