package io.aula.social.knowledge;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.ConceptId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Concept;
import io.aula.social.graphql.Lesson;
import io.aula.social.knowledge.KnownConcept.Neighbours;
import io.aula.social.knowledge.Lessons.Teaching;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** A concept's own fields: all of a list are read by one statement. */
@Controller
class ConceptController {
    private final Lessons lessons;

    ConceptController(Concepts concepts, Lessons lessons, BatchLoaderRegistry batches) {
        this.lessons = lessons;
        batches.<ConceptId, KnownConcept>forName("concepts")
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> concepts.byIds(ids)));
        Batch.<ConceptId, Integer, List<ConceptLesson>>register(
                batches, "taughtBy", (first, ids) -> taught(lessons.taughtBy(ids, first), ids));
    }

    record ConceptLesson(
            Lesson lesson, double weight, @Nullable Integer startMs) {
        static ConceptLesson of(Teaching teaching) {
            return new ConceptLesson(new Lesson(teaching.lesson()), teaching.weight(), teaching.startMs());
        }
    }

    private static Map<ConceptId, List<ConceptLesson>> taught(
            Map<ConceptId, List<Teaching>> found, List<ConceptId> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(ConceptLesson::of)
                                .toList()));
    }

    @SchemaMapping
    CompletableFuture<String> slug(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        return concepts.load(concept.id()).thenApply(KnownConcept::slug);
    }

    @SchemaMapping
    CompletableFuture<String> name(
            Concept concept,
            @Argument @Nullable String locale,
            Locale reader,
            DataLoader<ConceptId, KnownConcept> concepts) {
        String language = language(locale, reader);
        return concepts.load(concept.id())
                .thenApply(known -> known.name().in(language).orElse(known.slug()));
    }

    @SchemaMapping
    CompletableFuture<@Nullable String> description(
            Concept concept,
            @Argument @Nullable String locale,
            Locale reader,
            DataLoader<ConceptId, KnownConcept> concepts) {
        String language = language(locale, reader);
        return concepts.load(concept.id())
                .thenApply(known -> known.description().in(language).orElse(null));
    }

    /** Decided here: where the loader answers, nobody's request is under way any more. */
    private static String language(@Nullable String asked, Locale reader) {
        return asked == null ? reader.getLanguage() : asked;
    }

    @SchemaMapping
    CompletableFuture<@Nullable Concept> parent(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        return concepts.load(concept.id())
                .thenApply(
                        known -> known.neighbours().parent().map(Concept::new).orElse(null));
    }

    @SchemaMapping
    CompletableFuture<List<Concept>> children(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        return neighbours(concept, concepts, Neighbours::children);
    }

    @SchemaMapping
    CompletableFuture<List<Concept>> prerequisites(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        return neighbours(concept, concepts, Neighbours::prerequisites);
    }

    @SchemaMapping
    CompletableFuture<List<Concept>> unlocks(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        return neighbours(concept, concepts, Neighbours::unlocks);
    }

    private static CompletableFuture<List<Concept>> neighbours(
            Concept concept,
            DataLoader<ConceptId, KnownConcept> concepts,
            Function<Neighbours, List<ConceptId>> which) {
        return concepts.load(concept.id())
                .thenApply(known -> which.apply(known.neighbours()).stream()
                        .map(Concept::new)
                        .toList());
    }

    @SchemaMapping
    CompletableFuture<Boolean> viewerMayEdit(Concept concept, DataLoader<ConceptId, KnownConcept> concepts) {
        Caller caller = Caller.require();
        boolean writes = caller.hasScope("graph:write");
        return concepts.load(concept.id())
                .thenApply(known -> writes
                        && (caller.isStaff()
                                || known.by().filter(caller.user()::equals).isPresent()));
    }

    @SchemaMapping
    CompletableFuture<List<ConceptLesson>> taughtBy(
            Concept concept, @Argument int first, DataLoader<Asked<ConceptId, Integer>, List<ConceptLesson>> taughtBy) {
        return taughtBy.load(new Asked<>(concept.id(), Slice.sizeOf(first)));
    }

    /** One's own, whoever asks. */
    @BatchMapping
    Map<Concept, Mastery> viewerMastery(List<Concept> concepts) {
        Map<ConceptId, Double> known = lessons.known(Caller.require().user());
        return concepts.stream()
                .distinct()
                .collect(toMap(Function.identity(), concept -> Mastery.of(known.getOrDefault(concept.id(), 0.0))));
    }
}
