package io.aula.devstack.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** How the commands reach the supervisor: loopback only, and only with the token that lies in the platform's folder. */
final class ControlServer {

    private final Supervisor supervisor;
    private final String token;
    private final Supplier<String> phase;
    private final Runnable shutdown;

    ControlServer(Supervisor supervisor, String token, Supplier<String> phase, Runnable shutdown) {
        this.supervisor = supervisor;
        this.token = token;
        this.phase = phase;
        this.shutdown = shutdown;
    }

    void start(int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", this::handle);
            http.start();
        } catch (IOException e) {
            throw new SetupFailure(
                    "supervisor: port " + port + " is in use; run bin/down or choose another AULA_PORT", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("x-aula-token");
        if (given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            answer(exchange, 403, "the token does not match\n");
            return;
        }
        try {
            answer(exchange, 200, respond(exchange.getRequestURI().getPath()));
        } catch (SetupFailure e) {
            answer(exchange, 400, e.getMessage() + "\n");
        }
    }

    private String respond(String path) {
        String[] parts = path.substring(1).split("/");
        String argument = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "status" -> status();
            case "start" -> supervisor.start(argument) + "\n";
            case "stop" -> supervisor.stop(argument) + "\n";
            case "kill" -> supervisor.kill(argument) + "\n";
            case "phase" -> phase.get() + "\n";
            case "lines" -> lines(Integer.parseInt(argument));
            case "down" -> {
                Thread.ofPlatform().start(shutdown);
                yield "stopping\n";
            }
            default -> throw new SetupFailure("the supervisor knows no " + parts[0]);
        };
    }

    private String lines(int from) {
        List<String> all = supervisor.lines();
        if (from >= all.size()) {
            return "";
        }
        return String.join("\n", all.subList(from, all.size())) + "\n";
    }

    private String status() {
        StringBuilder table = new StringBuilder(
                "%-14s %-10s %6s %8s %9s  %s%n".formatted("NAME", "STATE", "PORT", "PID", "MEMORY", "VERSION"));
        long total = 0;
        for (Supervised each : supervisor.components()) {
            long bytes = each.residentBytes();
            total += bytes;
            table.append("%-14s %-10s %6d %8s %6d MB  %s%n"
                    .formatted(
                            each.component().name(),
                            each.probe().name().toLowerCase(Locale.ROOT),
                            each.component().port(),
                            each.pid() == 0 ? "-" : String.valueOf(each.pid()),
                            bytes >> 20,
                            each.component().version()));
        }
        return table.append("%-14s %-10s %6s %8s %6d MB%n".formatted("together", "", "", "", total >> 20))
                .toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
