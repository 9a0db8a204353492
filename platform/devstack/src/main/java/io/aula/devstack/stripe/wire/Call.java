package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.List;
import java.util.Map;

/**
 * One request to the API.
 *
 * @param ids what stands in the path where the route has {@code {}}
 * @param form the fields of the body, or of the query of a GET
 */
public record Call(Work work, String path, List<String> ids, Form form) {

    /** The object that the path names. */
    public Resource subject(String type) {
        String id = ids.getFirst();
        return work.find(type, id).orElseThrow(() -> StripeFailure.missing(words(type), id, "id"));
    }

    /** The object that the path names, which must not have been deleted. */
    public Resource named(String type) {
        Resource found = subject(type);
        if (found.isTrue("deleted")) {
            throw StripeFailure.missing(words(type), found.id(), "id");
        }
        return found;
    }

    /** The object that field {@code name} names, which must be there. */
    public Resource named(String type, String name) {
        return named(form, type, name);
    }

    public Resource named(Form form, String type, String name) {
        String id = form.required(name);
        return work.find(type, id)
                .filter(found -> !found.isTrue("deleted"))
                .orElseThrow(() -> StripeFailure.missing(words(type), id, form.full(name)));
    }

    /** Adds the request's metadata to what is there; an empty value takes a name away. */
    public void metadata(Resource resource) {
        metadata(form, resource);
    }

    public static void metadata(Form form, Resource resource) {
        if (!resource.has("metadata")) {
            resource.set("metadata", Map.of());
        }
        form.map("metadata").forEach((name, value) -> {
            if (value.isEmpty()) {
                resource.child("metadata").remove(name);
                return;
            }
            resource.child("metadata").put(name, value);
        });
    }

    private static String words(String type) {
        return type.replace('.', ' ').replace('_', ' ');
    }
}
