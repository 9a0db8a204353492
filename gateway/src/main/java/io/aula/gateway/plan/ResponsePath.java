package io.aula.gateway.plan;

import java.util.List;
import java.util.TreeSet;

/** Where in the response a fetch takes its entities from and puts its answer. */
public record ResponsePath(List<PathSegment> segments) {

    private static final ResponsePath ROOT = new ResponsePath(List.of());

    public ResponsePath {
        segments = List.copyOf(segments);
    }

    public static ResponsePath root() {
        return ROOT;
    }

    /** This path gone one step further. */
    public ResponsePath then(PathSegment segment) {
        var longer = segments.toArray(new PathSegment[segments.size() + 1]);
        longer[segments.size()] = segment;
        return new ResponsePath(List.of(longer));
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** The path as people read it, for example {@code products.@|[Book].author}. */
    public String print() {
        var out = new StringBuilder();
        for (var segment : segments) {
            switch (segment) {
                case PathSegment.Field(var key) ->
                    out.append(out.isEmpty() ? "" : ".").append(key);
                case PathSegment.ListItem() -> out.append(".@");
                case PathSegment.TypeCondition(var types) ->
                    out.append("|[")
                            .append(String.join(",", new TreeSet<>(types)))
                            .append(']');
            }
        }
        return out.toString();
    }
}
