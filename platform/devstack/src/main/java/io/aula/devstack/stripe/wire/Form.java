package io.aula.devstack.stripe.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stripe's form fields, {@code line_items[0][price]=…&expand[]=…}, as a tree. What nobody has read by the end is a parameter that
 * the double does not know, and is refused rather than passed over.
 */
public final class Form {

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_DEPTH = 8;

    private final String path;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private Form(String path) {
        this.path = path;
    }

    /** Bodies and query strings alike. */
    public static Form parse(String text) {
        Form form = new Form("");
        String[] pairs = text.split("&");
        if (pairs.length > MAX_FIELDS) {
            throw StripeFailure.invalid("A request holds at most " + MAX_FIELDS + " fields.", "");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String[] steps =
                        decode(pair.substring(0, equals)).replace("]", "").split("\\[", -1);
                form.put(steps, decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Present and empty means that the caller wants it unset. */
    public Optional<String> text(String name) {
        read.add(name);
        Object value = fields.get(name);
        if (value instanceof Form) {
            throw StripeFailure.invalid("Invalid string: " + full(name) + " must be a text.", full(name));
        }
        return Optional.ofNullable(value).map(String.class::cast);
    }

    /** The text if it is present and not empty. */
    public String textOr(String name, String otherwise) {
        return text(name).filter(text -> !text.isEmpty()).orElse(otherwise);
    }

    public String required(String name) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> StripeFailure.missingParameter(full(name)));
    }

    public Optional<Long> number(String name) {
        return text(name).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw StripeFailure.coded("parameter_invalid_integer", "Invalid integer: " + text, full(name));
            }
        });
    }

    public Optional<Double> decimal(String name) {
        return text(name).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw StripeFailure.invalid("Invalid decimal: " + text, full(name));
            }
        });
    }

    public Optional<Boolean> flag(String name) {
        return text(name).filter(text -> !text.isEmpty()).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw StripeFailure.invalid("Invalid boolean: " + text, full(name));
        });
    }

    /** One of {@code choices}; else Stripe's refusal, which names them. */
    public Optional<String> choice(String name, String... choices) {
        Optional<String> text = text(name).filter(each -> !each.isEmpty());
        text.ifPresent(each -> {
            if (!List.of(choices).contains(each)) {
                throw StripeFailure.invalid(
                        "Invalid " + full(name) + ": must be one of " + String.join(", ", choices), full(name));
            }
        });
        return text;
    }

    public Optional<Form> child(String name) {
        read.add(name);
        return fields.get(name) instanceof Form form ? Optional.of(form) : Optional.empty();
    }

    /** An array of objects. */
    public List<Form> children(String name) {
        List<Form> all = new ArrayList<>();
        child(name).ifPresent(array -> {
            array.read.addAll(array.fields.keySet());
            array.fields.values().forEach(each -> {
                if (each instanceof Form form) {
                    all.add(form);
                }
            });
        });
        return all;
    }

    /** An array of texts. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        child(name)
                .ifPresent(array ->
                        array.fields.keySet().forEach(key -> array.text(key).ifPresent(all::add)));
        return all;
    }

    /** Metadata: names of the caller's own. */
    public Map<String, String> map(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        child(name)
                .ifPresent(map ->
                        map.fields.keySet().forEach(key -> map.text(key).ifPresent(value -> all.put(key, value))));
        return all;
    }

    /** Parameters that change how a page looks or what a bank says, which the double does not show. */
    public void ignore(String... names) {
        for (String name : names) {
            read.add(name);
            if (fields.get(name) instanceof Form form) {
                form.ignore(form.fields.keySet().toArray(String[]::new));
            }
        }
    }

    /** A switch for what the double cannot do: off it may be. */
    public void refuseSwitchedOn(String name) {
        child(name).ifPresent(form -> {
            if (form.flag("enabled").orElse(false)) {
                throw StripeFailure.unknownParameter(full(name) + "[enabled]");
            }
            form.ignore(form.fields.keySet().toArray(String[]::new));
        });
    }

    /** @throws StripeFailure that names the first field which nothing has read */
    public void requireAllRead() {
        fields.forEach((name, value) -> {
            if (!read.contains(name)) {
                throw StripeFailure.unknownParameter(full(name));
            }
            if (value instanceof Form form) {
                form.requireAllRead();
            }
        });
    }

    public String full(String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }

    private void put(String[] steps, String value) {
        if (steps.length > MAX_DEPTH) {
            throw StripeFailure.invalid("Fields nest at most " + MAX_DEPTH + " deep.", steps[0]);
        }
        Form at = this;
        for (int i = 0; i < steps.length - 1; i++) {
            String step = at.named(steps[i]);
            Object next = at.fields.get(step);
            if (!(next instanceof Form)) {
                next = new Form(at.full(step));
                at.fields.put(step, next);
            }
            at = (Form) next;
        }
        at.fields.put(at.named(steps[steps.length - 1]), value);
    }

    /** {@code expand[]=…} counts by itself. */
    private String named(String step) {
        return step.isEmpty() ? String.valueOf(fields.size()) : step;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeFailure.invalid("Invalid percent encoding: " + text, "");
        }
    }
}
