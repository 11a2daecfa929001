package cloud.broom.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows under headings, columns two spaces apart. Every cell is made {@link Plain}, numbers are set to the right. */
public final class Table {
    private static final String GAP = "  ";
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row, a cell per heading; numbers are grouped by thousands. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(IntStream.range(0, cells.length).mapToObj(i -> shown(cells[i])).toList());
        return this;
    }

    public List<String> lines() {
        List<Integer> widths = IntStream.range(0, headings.size())
                .mapToObj(column ->
                        all().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .toList();
        return all().map(row -> line(row, widths)).toList();
    }

    private Stream<List<String>> all() {
        return Stream.concat(Stream.of(headings), rows.stream());
    }

    private String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row.get(column), widths.get(column), numeric(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private boolean numeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("-?[0-9,]+"));
    }

    private static String pad(String cell, int width, boolean right) {
        String blanks = " ".repeat(width - cell.length());
        return right ? blanks + cell : cell + blanks;
    }

    private static String shown(Object cell) {
        return cell instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : Plain.text(cell.toString());
    }
}
