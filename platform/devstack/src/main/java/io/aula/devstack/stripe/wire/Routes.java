package io.aula.devstack.stripe.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Method and path to what answers; {@code {}} in a path stands for an id. */
public final class Routes {

    private record Route(String method, String[] pattern, Function<Call, Answer> handler) {}

    /** What answers a request, and the ids of its path. */
    record Match(Function<Call, Answer> handler, List<String> ids) {}

    private final List<Route> all = new ArrayList<>();

    public void get(String path, Function<Call, Answer> handler) {
        add("GET", path, handler);
    }

    public void post(String path, Function<Call, Answer> handler) {
        add("POST", path, handler);
    }

    public void delete(String path, Function<Call, Answer> handler) {
        add("DELETE", path, handler);
    }

    Optional<Match> find(String method, String path) {
        String[] steps = path.split("/");
        for (Route route : all) {
            Optional<List<String>> ids =
                    route.method().equals(method) ? match(route.pattern(), steps) : Optional.empty();
            if (ids.isPresent()) {
                return ids.map(found -> new Match(route.handler(), found));
            }
        }
        return Optional.empty();
    }

    private void add(String method, String path, Function<Call, Answer> handler) {
        all.add(new Route(method, path.split("/"), handler));
    }

    private static Optional<List<String>> match(String[] pattern, String[] steps) {
        if (pattern.length != steps.length) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            if (pattern[i].equals("{}")) {
                ids.add(steps[i]);
            } else if (!pattern[i].equals(steps[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }
}
