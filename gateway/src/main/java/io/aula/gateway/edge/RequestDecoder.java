package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.JsonValues;
import io.aula.gateway.executor.MalformedJsonException;
import io.aula.gateway.executor.Records;
import io.aula.gateway.executor.TapeReader;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes or query parameters to a {@link GraphQlRequest}. */
final class RequestDecoder {

    /** As values of Java they take a hundred times what they take on the wire. */
    private static final int MAX_VALUES = 50_000;

    private RequestDecoder() {}

    /** Not a GraphQL request, and why; the message is for the client. */
    static final class BadRequestException extends Exception {

        private static final long serialVersionUID = 1L;

        BadRequestException(String message) {
            super(message, null, false, false);
        }
    }

    static GraphQlRequest body(byte[] body) throws BadRequestException {
        var records = new Records();
        return request(records, parse(records, body, "body"), true);
    }

    private static long parse(Records records, byte[] json, String what) throws BadRequestException {
        try {
            return new TapeReader(records).read(json, json.length);
        } catch (MalformedJsonException e) {
            throw new BadRequestException("The " + what + " is not JSON: " + e.getMessage());
        }
    }

    /** A request as an object of values already read, which is how it comes over WebSocket too. */
    static GraphQlRequest request(Records records, long body, boolean mayMutate) throws BadRequestException {
        if (Records.isList(body)) {
            throw new BadRequestException("Batching is switched off: send one operation a request");
        }
        if (!Records.isObject(body)) {
            throw new BadRequestException("The body must be a JSON object");
        }
        if (records.values() > MAX_VALUES) {
            throw new BadRequestException("The request holds more than " + MAX_VALUES + " values");
        }
        var query = text(records, body, "query");
        var name = text(records, body, "operationName");
        var variables = object(records, body, "variables");
        var extensions = object(records, body, "extensions");
        var id = text(records, body, "documentId").or(() -> persisted(records, extensions));
        if (query.isEmpty() && id.isEmpty()) {
            throw new BadRequestException("The request needs a 'query'");
        }
        return new GraphQlRequest(query, name, values(records, variables), json(records, variables), id, mayMutate);
    }

    static GraphQlRequest parameters(String target) throws BadRequestException {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(target, StandardCharsets.UTF_8, true, 64).parameters();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("The query string cannot be read");
        }
        var records = new Records();
        var variables = parameter(parameters, "variables", records);
        var extensions = parameter(parameters, "extensions", records);
        var query = first(parameters, "query");
        var id = first(parameters, "documentId").or(() -> persisted(records, extensions));
        if (query.isEmpty() && id.isEmpty()) {
            throw new BadRequestException("The request needs a 'query' parameter");
        }
        var name = first(parameters, "operationName").filter(text -> !text.isEmpty());
        return new GraphQlRequest(query, name, values(records, variables), json(records, variables), id, false);
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    private static long parameter(Map<String, List<String>> parameters, String name, Records records)
            throws BadRequestException {
        var text = first(parameters, name).orElse("");
        if (text.isEmpty()) {
            return Records.ABSENT;
        }
        var value = parse(records, text.getBytes(StandardCharsets.UTF_8), "parameter '" + name + "'");
        return requireObject(value, name);
    }

    private static Optional<String> text(Records records, long body, String name) throws BadRequestException {
        var value = records.get(body, name.getBytes(StandardCharsets.US_ASCII));
        if (Records.isNull(value)) {
            return Optional.empty();
        }
        if (!Records.isString(value)) {
            throw new BadRequestException("'" + name + "' must be a string");
        }
        return Optional.of(JsonValues.text(records, value));
    }

    private static long object(Records records, long body, String name) throws BadRequestException {
        return requireObject(records.get(body, name.getBytes(StandardCharsets.US_ASCII)), name);
    }

    private static long requireObject(long value, String name) throws BadRequestException {
        if (!Records.isNull(value) && !Records.isObject(value)) {
            throw new BadRequestException("'" + name + "' must be an object");
        }
        return value;
    }

    private static Optional<String> persisted(Records records, long extensions) {
        if (!Records.isObject(extensions)) {
            return Optional.empty();
        }
        var persisted = JsonValues.map(records, extensions).get("persistedQuery");
        return persisted instanceof Map<?, ?> query && query.get("sha256Hash") instanceof String hash
                ? Optional.of(hash)
                : Optional.empty();
    }

    private static Map<String, @Nullable Object> values(Records records, long variables) {
        return Records.isObject(variables) ? JsonValues.map(records, variables) : Map.of();
    }

    private static Map<String, byte[]> json(Records records, long variables) {
        if (!Records.isObject(variables)) {
            return Map.of();
        }
        var json = new HashMap<String, byte[]>();
        records.forEach(
                variables,
                (key, value) -> json.put(
                        JsonValues.text(records, key),
                        new JsonBuffer(32).value(records, value).toByteArray()));
        return json;
    }
}
