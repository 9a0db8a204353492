package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Stripe's pages: newest first, {@code limit} 1 to 100, from an id on or up to one. */
public final class Listing {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Listing() {}

    /** The objects of {@code type} whose fields are as those of the query named in {@code filters}. */
    public static Answer of(Call call, String type, String... filters) {
        Predicate<Resource> wanted = object -> !object.isTrue("deleted");
        for (String filter : filters) {
            String value = call.form().textOr(filter, "");
            if (!value.isEmpty()) {
                wanted = wanted.and(object -> object.is(filter, value));
            }
        }
        return page(call, call.work().all(type).stream().filter(wanted).toList());
    }

    /** A page of {@code all}, which are newest first. */
    public static Answer page(Call call, List<Resource> all) {
        Form form = call.form();
        long limit = form.number("limit").orElse((long) USUAL);
        if (limit < 1 || limit > MOST) {
            throw StripeFailure.invalid("Invalid limit: must be between 1 and " + MOST + ".", "limit");
        }
        List<Resource> wanted = all.stream().filter(created(form)).toList();
        String after = form.textOr("starting_after", "");
        String before = form.textOr("ending_before", "");
        int size = (int) limit;
        if (!before.isEmpty()) {
            int end = index(wanted, before, "ending_before");
            int begin = Math.max(0, end - size);
            return Answer.of(list(call.path(), wanted.subList(begin, end), begin > 0));
        }
        int begin = after.isEmpty() ? 0 : index(wanted, after, "starting_after") + 1;
        int end = Math.min(wanted.size(), begin + size);
        return Answer.of(list(call.path(), wanted.subList(begin, end), end < wanted.size()));
    }

    public static Resource list(String url, List<Resource> data, boolean hasMore) {
        return Resource.of(Json.object("object", "list", "data", data, "has_more", hasMore, "url", url));
    }

    private static Predicate<Resource> created(Form form) {
        List<Predicate<Resource>> all = new ArrayList<>();
        if (!form.has("created")) {
            return object -> true;
        }
        form.child("created")
                .ifPresentOrElse(
                        range -> {
                            range.number("gt").ifPresent(at -> all.add(object -> object.number("created") > at));
                            range.number("gte").ifPresent(at -> all.add(object -> object.number("created") >= at));
                            range.number("lt").ifPresent(at -> all.add(object -> object.number("created") < at));
                            range.number("lte").ifPresent(at -> all.add(object -> object.number("created") <= at));
                        },
                        () -> form.number("created")
                                .ifPresent(at -> all.add(object -> object.number("created") == at)));
        return all.stream().reduce(object -> true, Predicate::and);
    }

    private static int index(List<Resource> all, String id, String parameter) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw StripeFailure.missing("object", id, parameter);
    }
}
