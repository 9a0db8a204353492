package io.aula.social.knowledge;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.ConceptId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Concept;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.Lesson;
import io.aula.social.knowledge.ConceptController.ConceptLesson;
import io.aula.social.knowledge.LearningPath.Step;
import io.aula.social.knowledge.Lessons.Coverage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The tree as it is read, and what hangs on courses and lessons of it. */
@Controller
class KnowledgeController {
    private static final int LONGEST_QUERY = 200;

    private final Concepts concepts;
    private final Lessons lessons;
    private final Learning learning;

    KnowledgeController(Concepts concepts, Lessons lessons, Learning learning) {
        this.concepts = concepts;
        this.lessons = lessons;
        this.learning = learning;
    }

    record ConceptCoverage(
            Concept concept, double weight, @Nullable Integer startMs, int lessons) {
        static List<ConceptCoverage> of(@Nullable List<Coverage> found) {
            return found == null
                    ? List.of()
                    : found.stream()
                            .map(each -> new ConceptCoverage(
                                    new Concept(each.concept()), each.weight(), each.startMs(), each.lessons()))
                            .toList();
        }
    }

    @QueryMapping
    @Nullable
    Concept concept(@Argument @Nullable String id, @Argument @Nullable String slug) {
        if ((id == null) == (slug == null)) {
            throw DomainException.badInput(
                    Messages.of("Di id o slug, uno de los dos.", "Say id or slug, one of the two."));
        }
        Optional<ConceptId> found = slug != null
                ? concepts.bySlug(slug)
                : ConceptId.parse(String.valueOf(id))
                        .filter(each -> concepts.byIds(List.of(each)).containsKey(each));
        return found.map(Concept::new).orElse(null);
    }

    @QueryMapping
    Connection<ConceptId> concepts(
            @Argument @Nullable String query, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        String words = query == null ? "" : query;
        if (words.length() > LONGEST_QUERY) {
            throw DomainException.badInput(Messages.of("Busca con menos texto.", "Search with less text."));
        }
        Slice slice = Slice.forward(first, after).ofList(ConceptId.PREFIX);
        return Connection.of(slice, concepts.search(words, slice));
    }

    @SchemaMapping(typeName = "ConceptConnection")
    List<Concept> nodes(Connection<ConceptId> connection) {
        return connection.nodes().stream().map(Concept::new).toList();
    }

    @SchemaMapping(typeName = "ConceptEdge")
    Concept node(Edge<ConceptId> edge) {
        return new Concept(edge.node());
    }

    @QueryMapping
    @Nullable
    LearningPath learningPath(@Argument String goalConceptId) {
        return ConceptId.parse(goalConceptId)
                .flatMap(goal -> learning.path(Caller.require().user(), goal))
                .orElse(null);
    }

    @SchemaMapping
    Concept goal(LearningPath path) {
        return new Concept(path.goal());
    }

    @SchemaMapping
    int remainingMs(LearningPath path) {
        return Math.toIntExact(Math.min(path.remainingMs(), Integer.MAX_VALUE));
    }

    @SchemaMapping(typeName = "LearningStep")
    Concept concept(Step step) {
        return new Concept(step.concept());
    }

    @SchemaMapping(typeName = "LearningStep")
    @Nullable
    ConceptLesson best(Step step) {
        return step.best().map(ConceptLesson::of).orElse(null);
    }

    @SchemaMapping(typeName = "LearningStep")
    List<ConceptLesson> alternatives(Step step) {
        return step.lessons().stream().skip(1).map(ConceptLesson::of).toList();
    }

    @BatchMapping
    Map<Lesson, List<ConceptCoverage>> teaches(List<Lesson> of) {
        Map<LessonId, List<Coverage>> found =
                lessons.teaches(of.stream().map(Lesson::id).toList());
        return of.stream()
                .distinct()
                .collect(toMap(Function.identity(), each -> ConceptCoverage.of(found.get(each.id()))));
    }

    @BatchMapping(typeName = "Course", field = "concepts")
    Map<Course, List<ConceptCoverage>> covered(List<Course> courses) {
        Map<CourseId, List<Coverage>> found =
                lessons.covers(courses.stream().map(Course::id).toList());
        return courses.stream()
                .distinct()
                .collect(toMap(Function.identity(), each -> ConceptCoverage.of(found.get(each.id()))));
    }

    @BatchMapping
    Map<Course, List<Concept>> missingPrerequisites(List<Course> courses) {
        Map<CourseId, List<ConceptId>> found = learning.missing(
                Caller.require().user(), courses.stream().map(Course::id).toList());
        return courses.stream()
                .distinct()
                .collect(toMap(
                        Function.identity(),
                        each -> found.getOrDefault(each.id(), List.of()).stream()
                                .map(Concept::new)
                                .toList()));
    }
}
