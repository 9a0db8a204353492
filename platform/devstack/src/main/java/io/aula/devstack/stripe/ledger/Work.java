package io.aula.devstack.stripe.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One change to the ledger while it is being made. */
public final class Work {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** The one version of Stripe's API that the objects are in the shapes of. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Optional<byte[]>> before = new LinkedHashMap<>();
    private final Map<String, Resource> told = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private @Nullable Instant moment;
    private String request = "";
    private String idempotencyKey = "";

    Work(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Events name the request that caused them. */
    public void causedBy(String requestId, String key) {
        request = requestId;
        idempotencyKey = key;
    }

    /** From here on it is {@code time} for everybody: how a test clock lives through the past. */
    public void at(@Nullable Instant time) {
        moment = time;
    }

    public Instant realNow() {
        return clock.instant();
    }

    /** Seconds: of the customer's test clock where there is one. */
    public long now(String customer) {
        if (moment != null) {
            return moment.getEpochSecond();
        }
        return find(customer)
                .flatMap(found -> find(found.text("test_clock")))
                .map(found -> found.number("frozen_time"))
                .orElseGet(() -> clock.instant().getEpochSecond());
    }

    public static String random(int length) {
        StringBuilder text = new StringBuilder();
        RANDOM.ints(length, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }

    /** A new object with an id of its own, not yet saved. */
    public Resource create(String object, String prefix, String customer) {
        int length = prefix.startsWith("cs_") ? 58 : 24;
        return Resource.of(object, prefix + random(length), now(customer));
    }

    public Optional<Resource> find(String id) {
        return id.isEmpty() ? Optional.empty() : ledger.bytes(id).map(Resource::read);
    }

    public Optional<Resource> find(String type, String id) {
        return find(id).filter(found -> found.is("object", type));
    }

    /** Newest first. */
    public List<Resource> all(String type) {
        List<Resource> all = new ArrayList<>();
        for (String id : ledger.ids(type)) {
            all.add(find(id).orElseThrow());
        }
        return all.reversed();
    }

    /** Oldest first. */
    public Collection<String> ids(String type) {
        return List.copyOf(ledger.ids(type));
    }

    public Resource save(Resource resource) {
        String id = resource.id();
        if (ledger.bytes(id).isEmpty() && !resource.type().startsWith("_") && !resource.is("object", Ledger.EVENT)) {
            if (ledger.isFull()) {
                throw new LedgerFull();
            }
        }
        before.putIfAbsent(id, ledger.bytes(id));
        types.put(id, resource.type());
        ledger.put(resource.type(), id, resource.bytes());
        return resource;
    }

    /** As if it had never been: how test data that somebody wiped, or another account, looks. */
    public void remove(String id) {
        find(id).ifPresent(found -> {
            before.putIfAbsent(id, ledger.bytes(id));
            types.put(id, found.type());
            ledger.remove(found.type(), id);
        });
    }

    /** Of what this change touched, also where it is gone now. */
    String type(String id) {
        return types.getOrDefault(id, "");
    }

    /** Tells of {@code object} as it is now; an update also what it was when it was last told of, or before this change. */
    public void event(String type, Resource object) {
        String customer = object.is("object", "customer") ? object.id() : object.text("customer");
        ObjectNode data = Json.object("object", object);
        if (type.endsWith(".updated")) {
            data.set("previous_attributes", previous(object));
        }
        Resource event = create(Ledger.EVENT, "evt_1", customer)
                .set("api_version", API_VERSION)
                .set("data", data)
                .set("pending_webhooks", 1)
                .set("request", Json.object("id", orNull(request), "idempotency_key", orNull(idempotencyKey)))
                .set("type", type)
                .set("_delivery", Json.object("state", "due", "attempts", 0, "status", 0, "next", 0));
        save(event);
        events.add(event.id());
        told.put(object.id(), object.copy());
    }

    List<String> events() {
        return events;
    }

    Collection<String> touched() {
        return before.keySet();
    }

    void undo() {
        before.forEach((id, bytes) -> {
            String type = types.getOrDefault(id, "");
            bytes.ifPresentOrElse(old -> ledger.put(type, id, old), () -> ledger.remove(type, id));
        });
    }

    private ObjectNode previous(Resource object) {
        ObjectNode changed = Json.object();
        Optional<Resource> earlier = Optional.ofNullable(told.get(object.id()))
                .or(() -> before.getOrDefault(object.id(), Optional.empty()).map(Resource::read));
        earlier.ifPresent(old -> {
            ObjectNode now = object.sent();
            old.sent().properties().stream()
                    .filter(field -> !field.getValue().equals(now.path(field.getKey())))
                    .forEach(field -> changed.set(field.getKey(), field.getValue()));
        });
        return changed;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
