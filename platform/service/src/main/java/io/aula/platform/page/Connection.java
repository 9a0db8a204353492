package io.aula.platform.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One page of a list. The total is counted only when it is asked for. */
public final class Connection<T> {
    private final List<Edge<T>> edges;
    private final PageInfo pageInfo;
    private final Supplier<Integer> total;

    /** A row with the cursor that continues after it. */
    public record Edge<T>(String cursor, T node) {}

    /** Whether there is more, and from where. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /** A row as it was found: the value it was sorted by, its id, and what is shown. */
    public record Row<T>(long key, String id, T node) {}

    private Connection(List<Edge<T>> edges, PageInfo pageInfo, Supplier<Integer> total) {
        this.edges = edges;
        this.pageInfo = pageInfo;
        this.total = total;
    }

    /** @param found in the order of reading, with one row more than asked when there is more */
    public static <T> Connection<T> of(Slice slice, List<Row<T>> found, Supplier<Integer> total) {
        boolean hasMore = found.size() > slice.size();
        List<Row<T>> rows = new ArrayList<>(hasMore ? found.subList(0, slice.size()) : found);
        if (slice.isBackward()) {
            Collections.reverse(rows);
        }
        List<Edge<T>> edges = rows.stream()
                .map(row -> new Edge<>(new Cursor(row.key(), row.id(), slice.sort()).text(), row.node()))
                .toList();
        boolean hasOther = slice.from().isPresent();
        PageInfo info = new PageInfo(
                slice.isBackward() ? hasOther : hasMore,
                slice.isBackward() ? hasMore : hasOther,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
        return new Connection<>(edges, info, total);
    }

    /** As above, for a list whose schema offers no total. */
    public static <T> Connection<T> of(Slice slice, List<Row<T>> found) {
        return of(slice, found, () -> {
            throw new IllegalStateException("this list is not counted");
        });
    }

    /**
     * Of a list in which what the reader may not see is passed over, some at a time: it was looked at as far as a place and no further,
     * and there may be more behind that, though the page is not full.
     *
     * @param place empty when the page is full or the list has ended
     */
    public static <T> Connection<T> lookedThrough(Slice slice, List<Row<T>> found, Optional<Cursor> place) {
        Connection<T> seen = of(slice, found);
        if (place.isEmpty()) {
            return seen;
        }
        Cursor on = new Cursor(place.get().key(), place.get().id(), slice.sort());
        PageInfo info = new PageInfo(true, seen.pageInfo.hasPreviousPage(), seen.pageInfo.startCursor(), on.text());
        return new Connection<>(seen.edges, info, seen.total);
    }

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    public List<Edge<T>> edges() {
        return edges;
    }

    public PageInfo pageInfo() {
        return pageInfo;
    }

    public int totalCount() {
        return total.get();
    }
}
