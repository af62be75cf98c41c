package dev.berth.sample.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as their widest cell, with two spaces between them. Confined to one thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Starts with a header; a table without further rows prints nothing. */
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; each value is printed as its {@code toString()}, without line feeds. */
    public Table row(Object... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("The row has %d cells, the header %d."
                    .formatted(cells.length, rows.get(0).size()));
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell).replaceAll("\\R", " "));
        }
        rows.add(row);
        return this;
    }

    /** Returns whether there is nothing but the header. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Returns the lines, the header first; none when there are no rows. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[column] - width(cell)));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
