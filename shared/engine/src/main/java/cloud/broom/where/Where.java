package cloud.broom.where;

import cloud.broom.json.Refused;
import cloud.broom.task.Evidence;
import cloud.broom.task.Verdict;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition in CEL (github.com/google/cel-spec, doc/langdef.md), compiled and type-checked. What has no value, or cannot be
 * evaluated, is UNKNOWN, and CEL's logical operators are Kleene's over it: {@code UNKNOWN && false} is NO,
 * {@code UNKNOWN || true} is YES, on whichever side it stands, and everything else it touches is UNKNOWN. How long an expression
 * is, how deep, how often its macros loop and how large its patterns are has a bound; beyond it is a refusal, or UNKNOWN.
 */
final class Where implements Condition {
    private static final String NAME = "where";
    private static final int SHOWN_CHARS = 300;
    private static final int VALUE_CHARS = 100;
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final CelOptions BOUNDS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(4000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(1000)
            .maxRegexProgramSize(1000)
            .build();

    private final Attributes attributes;
    private final SortedSet<String> reads;
    private final CelRuntime.Program program;

    private Where(Attributes attributes, SortedSet<String> reads, CelRuntime.Program program) {
        this.attributes = attributes;
        this.reads = reads;
        this.program = program;
    }

    /**
     * Compiles a condition over the components of a record.
     *
     * @throws Refused of {@code where}, with position and the attributes there are
     */
    static Where compile(String expression, Class<? extends Record> resource) {
        Attributes attributes = new Attributes(resource);
        CelCompilerBuilder compiler = language().setResultType(SimpleType.BOOL);
        attributes.types().forEach(compiler::addVar);
        CelAbstractSyntaxTree tree =
                valid(compiler.build().compile(expression), "; attributes are " + attributes.listed());
        SortedSet<String> reads = new TreeSet<>(attributes.types().keySet());
        reads.retainAll(tree.getReferenceMap().values().stream()
                .map(reference -> reference.name())
                .toList());
        try {
            CelRuntime runtime =
                    CelRuntimeFactory.plannerRuntimeBuilder().setOptions(BOUNDS).build();
            return new Where(attributes, reads, runtime.createProgram(tree));
        } catch (CelEvaluationException unplannable) {
            throw new Refused(NAME, "cannot be evaluated: " + shown(String.valueOf(unplannable.getMessage())));
        }
    }

    /**
     * Checks a condition as far as that can be done without knowing what it is about.
     *
     * @throws Refused of {@code where}, with position, if it is no CEL
     */
    static void parse(String expression) {
        valid(language().build().parse(expression), "");
    }

    @Override
    public List<Evidence> judge(Record resource, Instant asOf) {
        Map<String, Object> values = attributes.values(resource, asOf);
        try {
            return List.of(evidence(program.eval(values), values));
        } catch (CelEvaluationException failed) {
            return List.of(unknown(
                    values, PLACE.matcher(String.valueOf(failed.getMessage())).replaceFirst("")));
        } catch (RuntimeException | StackOverflowError broken) {
            return List.of(unknown(values, broken.toString()));
        }
    }

    private Evidence evidence(Object result, Map<String, Object> values) {
        return result instanceof Boolean holds
                ? new Evidence(NAME, Verdict.of(holds), seen(values))
                : unknown(values, "it has no value");
    }

    private Evidence unknown(Map<String, Object> values, String why) {
        String missing =
                reads.stream().filter(name -> !values.containsKey(name)).collect(Collectors.joining(", "));
        return Evidence.unknown(NAME, missing.isEmpty() ? shown(why) : "there is no " + missing);
    }

    private String seen(Map<String, Object> values) {
        return reads.stream().map(name -> name + " " + value(values, name)).collect(Collectors.joining(", "));
    }

    private static String value(Map<String, Object> values, String name) {
        String text = values.containsKey(name) ? String.valueOf(values.get(name)) : "absent";
        return text.length() > VALUE_CHARS ? text.substring(0, VALUE_CHARS) + "..." : text;
    }

    /** Without {@code dyn}, which would take a comparison out of the hands of the type check. */
    private static CelCompilerBuilder language() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(BOUNDS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .excludeFunctions(StandardFunction.DYN)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    }

    private static CelAbstractSyntaxTree valid(CelValidationResult result, String allowed) {
        try {
            return result.getAst();
        } catch (CelValidationException invalid) {
            throw new Refused(NAME, "is not a condition: " + told(invalid) + allowed);
        }
    }

    /** Columns are counted from 1, as editors do. */
    private static String told(CelValidationException invalid) {
        if (invalid.getErrors().isEmpty()) {
            return shown(String.valueOf(invalid.getMessage()));
        }
        CelIssue first = invalid.getErrors().get(0);
        int column = first.getSourceLocation().getColumn() + 1;
        return "line " + first.getSourceLocation().getLine() + ", column " + column + ": " + shown(first.getMessage());
    }

    private static String shown(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN_CHARS ? line.substring(0, SHOWN_CHARS) + "..." : line;
    }
}
