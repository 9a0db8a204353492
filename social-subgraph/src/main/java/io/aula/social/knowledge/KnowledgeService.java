package io.aula.social.knowledge;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.LessonId;
import io.aula.platform.security.Caller;
import io.aula.social.access.LessonAccess;
import io.aula.social.graph.Graph;
import io.aula.social.knowledge.Outcome.Done;
import io.aula.social.knowledge.Outcome.Refused;
import io.aula.social.knowledge.Refusal.BadInput;
import io.aula.social.knowledge.Refusal.Cycle;
import io.aula.social.knowledge.Refusal.Fault;
import io.aula.social.knowledge.Refusal.ForStaff;
import io.aula.social.knowledge.Refusal.NoConcept;
import io.aula.social.knowledge.Refusal.NoLesson;
import io.aula.social.knowledge.Refusal.NotTheirs;
import io.aula.social.knowledge.Refusal.SlugTaken;
import io.aula.social.knowledge.TagLessonInput.LessonConcept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * Changes of the knowledge tree. Those who teach propose concepts, link them and tag their own lessons. An edge goes, or gives way to
 * another parent, only by who drew it or proposed the concept where it begins; staff may change and merge all.
 */
@Service
class KnowledgeService {
    private final Concepts concepts;
    private final Lessons lessons;
    private final LessonAccess access;
    private final Graph graph;

    KnowledgeService(Concepts concepts, Lessons lessons, LessonAccess access, Graph graph) {
        this.concepts = concepts;
        this.lessons = lessons;
        this.access = access;
        this.graph = graph;
    }

    /** Proposes a concept, or changes one: one's own, or any by staff. */
    Outcome<ConceptId> save(Caller caller, UpsertConceptInput input) {
        Optional<Refusal> wrong = input.refusal();
        if (wrong.isPresent()) {
            return new Refused<>(wrong.get());
        }
        Optional<ConceptId> named = Optional.ofNullable(input.id()).flatMap(ConceptId::parse);
        if (input.id() != null && named.isEmpty()) {
            return new Refused<>(new NoConcept(input.id()));
        }
        return inTurn(() -> {
            Optional<KnownConcept> known = named.flatMap(concepts::one);
            if (named.isPresent() && known.isEmpty()) {
                return new Refused<>(new NoConcept(named.get().text()));
            }
            if (known.isPresent() && !caller.isStaff() && !known.get().by().equals(Optional.of(caller.user()))) {
                return new Refused<>(new NotTheirs());
            }
            Optional<ConceptId> called = concepts.called(input.slug());
            if (named.isEmpty()
                    && called.flatMap(concepts::one)
                            .filter(it -> isProposed(it, caller, input))
                            .isPresent()) {
                return new Done<>(called.get()); // whoever heard nothing of the first time proposes it again
            }
            ConceptId id = named.orElseGet(ConceptId::next);
            if (called.filter(other -> !other.equals(id)).isPresent()) {
                return new Refused<>(new SlugTaken());
            }
            concepts.save(id, caller.user(), input);
            return new Done<>(id);
        });
    }

    /** By the same person, in the same words. */
    private static boolean isProposed(KnownConcept concept, Caller caller, UpsertConceptInput input) {
        return concept.by().equals(Optional.of(caller.user()))
                && concept.name().equals(input.names())
                && concept.description().equals(input.descriptions());
    }

    Outcome<ConceptId> link(Caller caller, LinkConceptsInput input) {
        Optional<ConceptId> from = ConceptId.parse(input.fromId());
        Optional<ConceptId> to = ConceptId.parse(input.toId());
        if (from.isEmpty() || to.isEmpty()) {
            return new Refused<>(new NoConcept(from.isEmpty() ? input.fromId() : input.toId()));
        }
        return inTurn(() -> {
            Optional<ConceptId> missing = missing(from.get(), to.get());
            if (missing.isPresent()) {
                return new Refused<>(new NoConcept(missing.get().text()));
            }
            if (!caller.isStaff()
                    && concepts.othersEnds(from.get(), input.kind(), caller.user()).stream()
                            .anyMatch(end -> isUndone(end, to.get(), input))) {
                return new Refused<>(new NotTheirs());
            }
            if (input.remove()) {
                concepts.unlink(from.get(), to.get(), input.kind());
                return new Done<>(from.get());
            }
            List<ConceptId> cycle =
                    from.equals(to) ? List.of(from.get()) : concepts.way(to.get(), from.get(), input.kind());
            if (!cycle.isEmpty()) {
                return new Refused<>(new Cycle(cycle));
            }
            concepts.link(from.get(), to.get(), input.kind(), caller.user());
            return new Done<>(from.get());
        });
    }

    /** Whether an edge to this end would go. */
    private static boolean isUndone(ConceptId end, ConceptId to, LinkConceptsInput input) {
        return input.remove() ? end.equals(to) : input.kind() == EdgeKind.PART_OF && !end.equals(to);
    }

    /** One of two that mean the same goes; its edges and lessons are the other's then. */
    Outcome<ConceptId> merge(Caller caller, String fromId, String intoId) {
        Optional<ConceptId> from = ConceptId.parse(fromId);
        Optional<ConceptId> into = ConceptId.parse(intoId);
        if (!caller.isStaff()) {
            return new Refused<>(new ForStaff());
        }
        if (from.isEmpty() || into.isEmpty()) {
            return new Refused<>(new NoConcept(from.isEmpty() ? fromId : intoId));
        }
        if (from.equals(into)) {
            return new Refused<>(new BadInput(Fault.ITSELF, "intoId"));
        }
        return inTurn(() -> {
            Optional<ConceptId> missing = missing(from.get(), into.get());
            if (missing.isPresent()) {
                return new Refused<>(new NoConcept(missing.get().text()));
            }
            for (EdgeKind kind : EdgeKind.values()) {
                List<ConceptId> cycle = longWay(from.get(), into.get(), kind);
                if (!cycle.isEmpty()) {
                    return new Refused<>(new Cycle(cycle));
                }
            }
            boolean hasOwnParent =
                    concepts.one(into.get()).orElseThrow().neighbours().parent().isPresent();
            concepts.merge(from.get(), into.get(), hasOwnParent);
            return new Done<>(into.get());
        });
    }

    /** A way between the two over a third: made one, they would be before and behind it. */
    private List<ConceptId> longWay(ConceptId one, ConceptId other, EdgeKind kind) {
        for (ConceptId from : List.of(one, other)) {
            ConceptId to = from.equals(one) ? other : one;
            for (ConceptId next : concepts.next(from, kind)) {
                List<ConceptId> rest = next.equals(to) ? List.of() : concepts.way(next, to, kind);
                if (!rest.isEmpty()) {
                    List<ConceptId> way = new ArrayList<>(List.of(from));
                    way.addAll(rest);
                    return way;
                }
            }
        }
        return List.of();
    }

    /** All that one of the caller's own lessons teaches. */
    Outcome<LessonId> tag(Caller caller, TagLessonInput input) {
        Optional<Refusal> wrong = input.refusal();
        if (wrong.isPresent()) {
            return new Refused<>(wrong.get());
        }
        Optional<LessonId> lesson = LessonId.parse(input.lessonId());
        Optional<LessonAccess.Taught> taught = lesson.flatMap(id -> access.taught(id, caller));
        if (lesson.isEmpty() || taught.isEmpty()) {
            return new Refused<>(new NoLesson(input.lessonId()));
        }
        if (!taught.get().byThem()) {
            return new Refused<>(new NotTheirs());
        }
        return inTurn(() -> {
            for (LessonConcept each : input.concepts()) {
                if (ConceptId.parse(each.conceptId()).flatMap(concepts::one).isEmpty()) {
                    return new Refused<>(new NoConcept(each.conceptId()));
                }
            }
            lessons.tag(lesson.get(), taught.get(), input.concepts());
            return new Done<>(lesson.get());
        });
    }

    private Optional<ConceptId> missing(ConceptId one, ConceptId other) {
        return List.of(one, other).stream()
                .filter(id -> concepts.one(id).isEmpty())
                .findFirst();
    }

    private <T> Outcome<T> inTurn(Supplier<Outcome<T>> change) {
        return graph.write(() -> {
            concepts.takeTurns(ConceptId.next().text());
            return change.get();
        });
    }
}
