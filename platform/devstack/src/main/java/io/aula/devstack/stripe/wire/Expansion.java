package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code expand[]=latest_invoice.payments}: ids give way to the objects they name. What Stripe leaves out until it is asked for
 * stands in the double's own field of the same name, {@code _payments}.
 */
final class Expansion {

    private static final int MAX_DEPTH = 4;

    private final Work work;

    Expansion(Work work) {
        this.work = work;
    }

    /** The answer as it is sent. */
    ObjectNode apply(Resource answer, List<String> paths) {
        ObjectNode sent = answer.sent();
        for (String path : paths) {
            List<String> steps = Arrays.asList(path.split("\\."));
            if (steps.size() > MAX_DEPTH) {
                throw StripeFailure.invalid(
                        "You cannot expand more than 4 levels of a property (" + path + ").", "expand");
            }
            expand(sent, steps, path);
        }
        return sent;
    }

    private void expand(JsonNode at, List<String> steps, String path) {
        if (steps.isEmpty()) {
            return;
        }
        if (at instanceof ArrayNode array) {
            array.values().forEach(each -> expand(each, steps, path));
            return;
        }
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        String step = steps.getFirst();
        if (!object.has(step) && !include(object, step)) {
            throw StripeFailure.invalid("This property cannot be expanded (" + path + ").", "expand[0]");
        }
        JsonNode value = object.path(step);
        if (value.isString()) {
            work.find(value.asString("")).ifPresent(found -> object.set(step, found.sent()));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (array.get(i).isString()) {
                    work.find(array.get(i).asString("")).ifPresent(found -> array.set(index, found.sent()));
                }
            }
        }
        expand(object.path(step), steps.subList(1, steps.size()), path);
    }

    private boolean include(ObjectNode object, String step) {
        return work.find(object.path("id").asString(""))
                .flatMap(found -> found.tree("_" + step))
                .map(held -> object.set(step, held.deepCopy()))
                .isPresent();
    }
}
