package io.aula.gateway.edge;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the stand-alone gateway was started with. */
record CommandLine(Path supergraph, InetSocketAddress address, Optional<Path> config) {

    static final String USAGE = "usage: gateway --supergraph FILE [--port N] [--config FILE] [--host ADDRESS]";

    private static final String SUPERGRAPH = "--supergraph";
    private static final String PORT = "--port";
    private static final String CONFIG = "--config";
    private static final String HOST = "--host";
    private static final Set<String> KNOWN = Set.of(SUPERGRAPH, PORT, CONFIG, HOST);
    private static final int MAX_PORT = 65_535;

    static CommandLine parse(String... arguments) throws BadStartException {
        var options = options(arguments);
        var supergraph = options.get(SUPERGRAPH);
        if (supergraph == null) {
            throw new BadStartException("--supergraph is missing; " + USAGE);
        }
        var config = options.get(CONFIG);
        return new CommandLine(
                file(SUPERGRAPH, supergraph),
                address(options.getOrDefault(HOST, "127.0.0.1"), options.getOrDefault(PORT, "4000")),
                config == null ? Optional.empty() : Optional.of(file(CONFIG, config)));
    }

    private static Map<String, String> options(String[] arguments) throws BadStartException {
        var options = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            var name = arguments[i];
            if (!KNOWN.contains(name)) {
                throw new BadStartException(
                        "'" + name + "' is no option: there are " + String.join(", ", new TreeSet<>(KNOWN)));
            }
            if (i + 1 == arguments.length || KNOWN.contains(arguments[i + 1])) {
                throw new BadStartException(name + " has no value; " + USAGE);
            }
            if (options.put(name, arguments[i + 1]) != null) {
                throw new BadStartException(name + " is there twice: give it once");
            }
        }
        return options;
    }

    private static Path file(String option, String name) throws BadStartException {
        Path file;
        try {
            file = Path.of(name);
        } catch (IllegalArgumentException e) {
            throw new BadStartException(option + " wants a file", e);
        }
        if (!Files.exists(file)) {
            throw new BadStartException(option + ": there is no file " + name);
        }
        if (Files.isDirectory(file)) {
            throw new BadStartException(option + " wants a file, and " + name + " is a folder");
        }
        if (!Files.isReadable(file)) {
            throw new BadStartException(option + ": " + name + " may not be read by this user");
        }
        return file;
    }

    private static InetSocketAddress address(String host, String port) throws BadStartException {
        var address = new InetSocketAddress(host, port(port));
        if (host.isBlank() || address.isUnresolved()) {
            throw new BadStartException("--host: no address is known for '" + host + "'");
        }
        return address;
    }

    private static int port(String text) throws BadStartException {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
            return Integer.parseInt(text);
        }
        throw new BadStartException(
                "--port wants a number from 0 (any that is free) to " + MAX_PORT + ", not '" + text + "'");
    }
}
