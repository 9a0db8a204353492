package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.graph.SomeNode;
import io.aula.gateway.plan.ContextVariable;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeSiblingVisitsTest {

    private static final ResponsePath BOOKS = ResponsePath.root().then(new PathSegment.Field("books"));

    private final Visit root = new Visit(SomeNode.of("Query", "library"), ResponsePath.root(), false);
    private final Visit first = entity("lending", "dueDate", "isbn");
    private final Visit second = entity("lending", "borrower", "isbn");

    @Test
    void asksOnceForWhatTwoFieldsNeedOfOnePlace() {
        var visits = rewrite(root, first, second);

        assertThat(visits).containsExactly(root, first);
        assertThat(names(first)).containsExactly("dueDate", "borrower");
        assertThat(first.representations).hasSize(1);
    }

    @Test
    void waitsForWhatEitherWaitedFor() {
        var prices = entity("shop", "price", "isbn");
        second.after.add(prices);
        var labels = entity("labels", "label", "isbn");
        labels.after.add(second);

        rewrite(root, first, prices, second, labels);

        assertThat(first.after).containsExactly(root, prices);
        assertThat(labels.after).contains(first).doesNotContain(second);
    }

    @Test
    void leavesVisitsApartWhenOneNeedsTheOther() {
        second.after.add(first);
        assertThat(rewrite(root, first, second)).containsExactly(root, first, second);
    }

    @Test
    void leavesVisitsApartWhenOneNeedsTheOtherThroughAThird() {
        var prices = entity("shop", "price", "isbn");
        prices.after.add(first);
        second.after.add(prices);
        assertThat(rewrite(root, first, prices, second)).containsExactly(root, first, prices, second);
    }

    @Test
    void leavesVisitsApartThatAMergeElsewhereMadeDependent() {
        // a1 and a2 become one, which then waits for b1; b2 waits for a1, so b1 and b2 may no longer be one.
        var a1 = entity("a", "x", "isbn");
        var b1 = entity("b", "y", "isbn");
        var a2 = entity("a", "z", "isbn");
        a2.after.add(b1);
        var b2 = entity("b", "w", "isbn");
        b2.after.add(a1);

        assertThat(rewrite(root, a1, b1, a2, b2)).containsExactly(root, a1, b1, b2);
    }

    @Test
    void tellsWhenSomebodyHasToWaitLongerForAMerge() {
        var prices = entity("shop", "price", "isbn");
        second.after.add(prices);
        var labels = entity("labels", "label", "isbn");
        labels.after.add(first);
        var merging = new MergeSiblingVisits(true);

        merging.rewrite(List.of(root, first, prices, second, labels));

        assertThat(merging.delays()).isTrue();
    }

    @Test
    void makesNobodyWaitLongerIfItMayNot() {
        var prices = entity("shop", "price", "isbn");
        second.after.add(prices);
        var labels = entity("labels", "label", "isbn");
        labels.after.add(first);

        assertThat(new MergeSiblingVisits(false).rewrite(List.of(root, first, prices, second, labels)))
                .containsExactly(root, first, prices, second, labels);
    }

    @Test
    void mergesWhenNobodyWaitsEvenIfItMayDelayNobody() {
        assertThat(new MergeSiblingVisits(false).rewrite(List.of(root, first, second)))
                .containsExactly(root, first);
    }

    @Test
    void joinsTheEarliestOfThoseItCouldGoWith() {
        var prices = entity("shop", "price", "isbn");
        prices.after.add(first);
        var late = entity("lending", "fee", "isbn");
        late.after.add(prices);

        assertThat(rewrite(root, late, second, first, prices)).containsExactly(root, late, second, prices);
        assertThat(names(second)).containsExactly("borrower", "dueDate");
    }

    @Test
    void leavesOtherSubgraphsAndOtherPlacesAlone() {
        var elsewhere = new Visit(SomeNode.of("Book", "lending"), BOOKS.then(new PathSegment.Field("next")), true);
        var shop = entity("shop", "price", "isbn");
        assertThat(rewrite(root, first, elsewhere, shop)).containsExactly(root, first, elsewhere, shop);
    }

    @Test
    void leavesVisitsApartThatRequireOneFieldWithTwoValues() {
        first.representations.set(
                0, representation("isbn", new RepresentationField("price_0", "price", Set.of(), List.of())));
        second.representations.set(
                0, representation("isbn", new RepresentationField("price_1", "price", Set.of(), List.of())));
        assertThat(rewrite(root, first, second)).containsExactly(root, first, second);
    }

    @Test
    void leavesWhatDependsOnTheSurroundingsApartFromWhatDoesNot() {
        second.contexts.add(currencyOfTheShop());
        assertThat(rewrite(root, first, second)).containsExactly(root, first, second);
    }

    @Test
    void asksOnceForWhatDependsOnTheSameSurroundings() {
        first.contexts.add(currencyOfTheShop());
        second.contexts.add(currencyOfTheShop());
        assertThat(rewrite(root, first, second)).containsExactly(root, first);
    }

    private static ContextVariable currencyOfTheShop() {
        var value = new RepresentationField("currency", "currency", Set.of(), List.of());
        return new ContextVariable("context0", "String", ResponsePath.root(), List.of(value));
    }

    @Test
    void leavesVisitsApartThatUseOneResponseKeyForTwoFields() {
        second.output.field(new Output.Field("dueDate", "returned", List.of(), List.of(), "", 0));
        assertThat(rewrite(root, first, second)).containsExactly(root, first, second);
    }

    private static List<Visit> rewrite(Visit... visits) {
        return new MergeSiblingVisits(true).rewrite(List.of(visits));
    }

    private static List<String> names(Visit visit) {
        return visit.output.fields.keySet().stream().map(Output.Field::name).toList();
    }

    private Visit entity(String subgraph, String field, String key) {
        var visit = new Visit(SomeNode.of("Book", subgraph), BOOKS, true);
        visit.after.add(root);
        visit.representations.add(representation(key));
        visit.output.field(new Output.Field(field, field, List.of(), List.of(), "", 0));
        return visit;
    }

    private static Representation representation(String key, RepresentationField... required) {
        return new Representation(
                Set.of("Book"),
                "Book",
                List.of(new RepresentationField(key, key, Set.of(), List.of())),
                List.of(required));
    }
}
