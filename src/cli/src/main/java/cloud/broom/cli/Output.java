package cloud.broom.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a command answers: as text for a person, or as one JSON document for a script. */
final class Output {
    private static final String NAME = "output";

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<format>",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    boolean json() {
        return format == Format.JSON;
    }

    /** Whether a command among whose mixins there may be this one is to answer in JSON. */
    static boolean wantsJson(Map<String, CommandSpec> mixins) {
        return Optional.ofNullable(mixins.get(NAME))
                .map(CommandSpec::userObject)
                .filter(Output.class::isInstance)
                .map(Output.class::cast)
                .filter(Output::json)
                .isPresent();
    }
}
