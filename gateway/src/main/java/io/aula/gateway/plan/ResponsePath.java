package io.aula.gateway.plan;

import java.util.List;
import java.util.TreeSet;

/**
 * Where in the response a fetch takes its entities from and puts its answer. Its hash is kept, because planning asks for it often
 * and of long paths.
 */
public final class ResponsePath {

    private static final ResponsePath ROOT = new ResponsePath(List.of(), 1);

    private final List<PathSegment> segments;
    private final int hash;

    private ResponsePath(List<PathSegment> segments, int hash) {
        this.segments = segments;
        this.hash = hash;
    }

    public static ResponsePath root() {
        return ROOT;
    }

    /** This path gone one step further. */
    public ResponsePath then(PathSegment segment) {
        var longer = segments.toArray(new PathSegment[segments.size() + 1]);
        longer[segments.size()] = segment;
        return new ResponsePath(List.of(longer), 31 * hash + segment.hashCode());
    }

    public List<PathSegment> segments() {
        return segments;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponsePath path && hash == path.hash && segments.equals(path.segments);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return print();
    }
}
