package io.aula.social.knowledge;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.LessonId;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Concept;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.UserError;
import io.aula.social.knowledge.Outcome.Done;
import io.aula.social.knowledge.Outcome.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class KnowledgeMutations {
    private final KnowledgeService knowledge;
    private final Refusals refusals;

    KnowledgeMutations(KnowledgeService knowledge, Refusals refusals) {
        this.knowledge = knowledge;
        this.refusals = refusals;
    }

    record ConceptPayload(@Nullable Concept concept, List<UserError> userErrors) {}

    record LessonConceptsPayload(@Nullable Lesson lesson, List<UserError> userErrors) {}

    @MutationMapping
    ConceptPayload upsertConcept(@Argument UpsertConceptInput input) {
        return concept(knowledge.save(Caller.require(), input));
    }

    @MutationMapping
    ConceptPayload linkConcepts(@Argument LinkConceptsInput input) {
        return concept(knowledge.link(Caller.require(), input));
    }

    @MutationMapping
    ConceptPayload mergeConcepts(@Argument String fromId, @Argument String intoId) {
        return concept(knowledge.merge(Caller.require(), fromId, intoId));
    }

    private ConceptPayload concept(Outcome<ConceptId> outcome) {
        return switch (outcome) {
            case Done<ConceptId>(ConceptId id) -> new ConceptPayload(new Concept(id), List.of());
            case Refused<ConceptId>(Refusal why) -> new ConceptPayload(null, List.of(refusals.error(why)));
        };
    }

    @MutationMapping
    LessonConceptsPayload tagLesson(@Argument TagLessonInput input) {
        return switch (knowledge.tag(Caller.require(), input)) {
            case Done<LessonId>(LessonId id) -> new LessonConceptsPayload(new Lesson(id), List.of());
            case Refused<LessonId>(Refusal why) -> new LessonConceptsPayload(null, List.of(refusals.error(why)));
        };
    }
}
