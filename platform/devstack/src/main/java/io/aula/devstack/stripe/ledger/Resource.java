package io.aula.devstack.stripe.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of Stripe's objects in the very shape it is sent in, a working copy until it is saved. A field whose name begins with
 * {@code _} is the double's own and never sent. Paths have dots: {@code items.data.0.price.id}; what is null or absent reads as
 * empty, 0 or false.
 */
public final class Resource {

    private final ObjectNode fields;

    private Resource(ObjectNode fields) {
        this.fields = fields;
    }

    public static Resource of(ObjectNode fields) {
        return new Resource(fields);
    }

    public static Resource of(String object, String id, long created) {
        return new Resource(Json.object("id", id, "object", object, "created", created, "livemode", false));
    }

    static Resource read(byte[] bytes) {
        return new Resource((ObjectNode) Json.MAPPER.readTree(bytes));
    }

    byte[] bytes() {
        return Json.MAPPER.writeValueAsBytes(fields);
    }

    public String id() {
        return text("id");
    }

    /** The word in its field {@code object}. */
    public String type() {
        return text("object");
    }

    public boolean has(String path) {
        return at(path).isPresent();
    }

    public String text(String path) {
        return at(path).map(node -> node.asString("")).orElse("");
    }

    public long number(String path) {
        return at(path).map(JsonNode::asLong).orElse(0L);
    }

    public double decimal(String path) {
        return at(path).map(JsonNode::asDouble).orElse(0.0);
    }

    public boolean isTrue(String path) {
        return at(path).map(JsonNode::asBoolean).orElse(false);
    }

    public boolean is(String path, String value) {
        return text(path).equals(value);
    }

    public Optional<JsonNode> tree(String path) {
        return at(path);
    }

    /** The objects of an array; a change to one is a change to this. */
    public List<Resource> list(String path) {
        List<Resource> all = new ArrayList<>();
        at(path).ifPresent(array -> array.values().forEach(each -> {
            if (each instanceof ObjectNode object) {
                all.add(new Resource(object));
            }
        }));
        return all;
    }

    public List<String> texts(String path) {
        List<String> all = new ArrayList<>();
        at(path).ifPresent(array -> array.values().forEach(each -> all.add(each.asString(""))));
        return all;
    }

    /** The object at {@code path}: a change to it is a change to this. */
    public ObjectNode child(String path) {
        return (ObjectNode) at(path).orElseThrow();
    }

    /** Puts {@code value} (anything {@link Json#tree} takes) at a path whose parents exist. */
    public Resource set(String path, @Nullable Object value) {
        int dot = path.lastIndexOf('.');
        ObjectNode parent =
                dot < 0 ? fields : (ObjectNode) at(path.substring(0, dot)).orElseThrow();
        parent.set(path.substring(dot + 1), Json.tree(value));
        return this;
    }

    public Resource add(String path, long more) {
        return set(path, number(path) + more);
    }

    /** Puts {@code value} first in an array. */
    public Resource insert(String path, Resource value) {
        ((ArrayNode) at(path).orElseThrow()).insert(0, value.sent());
        return this;
    }

    public Resource copy() {
        return new Resource(fields.deepCopy());
    }

    /** What leaves the double: without the fields that are its own. */
    public ObjectNode sent() {
        ObjectNode copy = fields.deepCopy();
        copy.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList()
                .forEach(copy::remove);
        return copy;
    }

    /** The tree itself, for reading and for what replaces parts of an answer. */
    public ObjectNode node() {
        return fields;
    }

    private Optional<JsonNode> at(String path) {
        JsonNode node = fields;
        for (String step : path.split("\\.")) {
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource resource && fields.equals(resource.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
