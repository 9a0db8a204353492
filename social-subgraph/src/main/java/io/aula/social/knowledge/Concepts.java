package io.aula.social.knowledge;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.social.graph.Graph;
import io.aula.social.knowledge.KnownConcept.Neighbours;
import io.aula.social.knowledge.KnownConcept.Texts;
import io.aula.social.markdown.Words;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;

/** The statements about concepts and the edges between them; those that write are for {@link Graph#write}. */
@Component
class Concepts {
    /** How far a chain of prerequisites is followed. */
    private static final int DEEPEST = 100;

    private static final String BY_ID = """
            UNWIND $ids AS id
            MATCH (k:Concept {id: id})
            RETURN k.id AS id, k.slug AS slug, k.nameEs AS nameEs, k.nameEn AS nameEn, k.textEs AS textEs, k.textEn AS textEn,
              k.by AS by,
              COLLECT { MATCH (k)-[:PART_OF]->(n:Concept) RETURN n.id LIMIT 1 } AS parent,
              COLLECT { MATCH (k)<-[:PART_OF]-(n:Concept) RETURN n.id ORDER BY n.slug LIMIT 100 } AS children,
              COLLECT { MATCH (k)-[:REQUIRES]->(n:Concept) RETURN n.id ORDER BY n.slug LIMIT 100 } AS prerequisites,
              COLLECT { MATCH (k)<-[:REQUIRES]-(n:Concept) RETURN n.id ORDER BY n.slug LIMIT 100 } AS unlocks""";

    private static final String BY_SLUG = "MATCH (k:Concept {slug: $slug}) RETURN k.id AS id";

    /** By the id, which is the order in which they were proposed. */
    private static final String SEARCH = """
            MATCH (k:Concept) WHERE k.id > $after AND all(word IN $words WHERE k.search CONTAINS word)
            RETURN k.id AS id ORDER BY id LIMIT $limit""";

    /**
     * Whoever changes the tree waits here for who changes it at this moment. The two ends of an edge would not do: A→B and C→D are made
     * at once, and with B→C and D→A they close a circle that neither saw.
     */
    private static final String TAKE_TURNS = "MERGE (t:KnowledgeTree {id: 'tree'}) SET t.turn = $turn";

    /** Whoever was erased while their token lives on is nobody. */
    private static final String SAVE = """
            OPTIONAL MATCH (gone:Gone {id: $by})
            WITH CASE WHEN gone IS NULL THEN $by END AS by
            MERGE (k:Concept {id: $id})
            ON CREATE SET k.by = by
            SET k.slug = $slug, k.nameEs = $nameEs, k.nameEn = $nameEn, k.search = $search
            FOREACH (x IN CASE WHEN $hasText THEN [1] ELSE [] END | SET k.textEs = $textEs, k.textEn = $textEn)""";

    private static final String MOVE = """
            MATCH (former:Concept {id: $from}), (into:Concept {id: $into})
            CALL (former, into) {
              MATCH (former)-[r:%1$s]->(x) WHERE x <> into
              MERGE (into)-[n:%1$s]->(x) ON CREATE SET n.by = r.by
            }
            CALL (former, into) {
              MATCH (x)-[r:%1$s]->(former) WHERE x <> into
              MERGE (x)-[n:%1$s]->(into) ON CREATE SET n.by = r.by
            }""";

    private static final String FORGET = """
            MATCH (former:Concept {id: $from}), (into:Concept {id: $into})
            CALL (former, into) {
              MATCH (l:Lesson)-[t:TEACHES]->(former)
              MERGE (l)-[n:TEACHES]->(into)
              ON CREATE SET n.weight = t.weight, n.startMs = t.startMs
              ON MATCH SET n.weight = CASE WHEN n.weight < t.weight THEN t.weight ELSE n.weight END
            }
            DETACH DELETE former""";

    private static final String ONE_PARENT = "MATCH (:Concept {id: $from})-[p:PART_OF]->() DELETE p";

    private static final String OTHER_PARENTS =
            "MATCH (:Concept {id: $from})-[p:PART_OF]->(k) WHERE k.id <> $to DELETE p";

    private final Graph graph;

    Concepts(Graph graph) {
        this.graph = graph;
    }

    Map<ConceptId, KnownConcept> byIds(Collection<ConceptId> ids) {
        return graph.read(BY_ID, Map.of("ids", ids.stream().map(ConceptId::text).toList()), Concepts::concept).stream()
                .collect(toMap(KnownConcept::id, concept -> concept));
    }

    Optional<ConceptId> bySlug(String slug) {
        return graph
                .read(
                        BY_SLUG,
                        Map.of("slug", slug),
                        row -> new ConceptId(row.get("id").asString()))
                .stream()
                .findFirst();
    }

    /** Of which each word stands in the name or the slug; one more than the page holds when there is. */
    List<Row<ConceptId>> search(String query, Slice slice) {
        Map<String, Object> parameters = Map.of(
                "words", Words.of(query, 8),
                "after", slice.from().map(Cursor::id).orElse(""),
                "limit", slice.size() + 1);
        return graph.read(SEARCH, parameters, row -> {
            String id = row.get("id").asString();
            return new Row<>(0, id, new ConceptId(id));
        });
    }

    private static KnownConcept concept(Record row) {
        return new KnownConcept(
                new ConceptId(row.get("id").asString()),
                row.get("slug").asString(),
                new Texts(text(row.get("nameEs")), text(row.get("nameEn"))),
                new Texts(text(row.get("textEs")), text(row.get("textEn"))),
                Optional.ofNullable(text(row.get("by"))).map(UserId::new),
                new Neighbours(
                        ids(row.get("parent")).stream().findFirst(),
                        ids(row.get("children")),
                        ids(row.get("prerequisites")),
                        ids(row.get("unlocks"))));
    }

    private static @Nullable String text(Value value) {
        return value.isNull() ? null : value.asString();
    }

    private static List<ConceptId> ids(Value value) {
        return value.asList(each -> new ConceptId(each.asString()));
    }

    /** To be called first: until the transaction ends nobody else changes the tree. */
    void takeTurns(String turn) {
        graph.run(TAKE_TURNS, Map.of("turn", turn));
    }

    /** Inside a change, where {@link #byIds} would look past it. */
    Optional<KnownConcept> one(ConceptId id) {
        return graph.rows(BY_ID, Map.of("ids", List.of(id.text())), Concepts::concept).stream()
                .findFirst();
    }

    Optional<ConceptId> called(String slug) {
        return graph
                .rows(
                        BY_SLUG,
                        Map.of("slug", slug),
                        row -> new ConceptId(row.get("id").asString()))
                .stream()
                .findFirst();
    }

    void save(ConceptId id, UserId by, UpsertConceptInput input) {
        Texts names = input.names();
        Texts descriptions = input.descriptions();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("id", id.text());
        parameters.put("by", by.text());
        parameters.put("slug", input.slug());
        parameters.put("nameEs", names.es());
        parameters.put("nameEn", names.en());
        parameters.put("search", searchable(input.slug(), names));
        parameters.put("hasText", input.description() != null);
        parameters.put("textEs", descriptions.es());
        parameters.put("textEn", descriptions.en());
        graph.run(SAVE, parameters);
    }

    private static String searchable(String slug, Texts names) {
        return Stream.of(Optional.of(slug), Optional.ofNullable(names.es()), Optional.ofNullable(names.en()))
                .flatMap(Optional::stream)
                .flatMap(text -> Words.of(text, 20).stream())
                .distinct()
                .collect(joining(" "));
    }

    /** To where such edges lead from there, all of them: {@link #one} knows the first hundred. */
    List<ConceptId> next(ConceptId from, EdgeKind kind) {
        return graph.rows(
                "MATCH (:Concept {id: $from})-[:%s]->(n:Concept) RETURN n.id AS id ORDER BY n.slug".formatted(kind),
                Map.of("from", from.text()),
                row -> new ConceptId(row.get("id").asString()));
    }

    /** The shortest way along such edges, both ends included; empty when there is none. */
    List<ConceptId> way(ConceptId from, ConceptId to, EdgeKind kind) {
        String statement = """
                MATCH (a:Concept {id: $from}), (b:Concept {id: $to})
                MATCH p = shortestPath((a)-[:%s*1..%d]->(b))
                RETURN [n IN nodes(p) | n.id] AS way""".formatted(kind, DEEPEST);
        return graph.rows(statement, Map.of("from", from.text(), "to", to.text()), row -> ids(row.get("way"))).stream()
                .findFirst()
                .orElse(List.of());
    }

    /** Of the edges of the kind that begin there, the ends of those that neither began at nor were drawn by this person. */
    List<ConceptId> othersEnds(ConceptId from, EdgeKind kind, UserId than) {
        return graph.rows(
                """
                MATCH (a:Concept {id: $from})-[r:%s]->(b:Concept)
                WHERE coalesce(a.by <> $than, true) AND coalesce(r.by <> $than, true)
                RETURN b.id AS id""".formatted(kind),
                Map.of("from", from.text(), "than", than.text()),
                row -> new ConceptId(row.get("id").asString()));
    }

    void link(ConceptId from, ConceptId to, EdgeKind kind, UserId by) {
        if (kind == EdgeKind.PART_OF) {
            graph.run(OTHER_PARENTS, Map.of("from", from.text(), "to", to.text()));
        }
        graph.run("""
                MATCH (a:Concept {id: $from}), (b:Concept {id: $to})
                OPTIONAL MATCH (gone:Gone {id: $by})
                WITH a, b, CASE WHEN gone IS NULL THEN $by END AS by
                MERGE (a)-[r:%s]->(b)
                ON CREATE SET r.by = by""".formatted(kind), Map.of("from", from.text(), "to", to.text(), "by", by.text()));
    }

    void unlink(ConceptId from, ConceptId to, EdgeKind kind) {
        graph.run(
                "MATCH (:Concept {id: $from})-[r:%s]->(:Concept {id: $to}) DELETE r".formatted(kind),
                Map.of("from", from.text(), "to", to.text()));
    }

    /** All that leads to one leads to the other afterwards, which is then the only one of the two. */
    void merge(ConceptId from, ConceptId into, boolean hasOwnParent) {
        Map<String, String> both = Map.of("from", from.text(), "into", into.text());
        if (hasOwnParent) {
            graph.run(ONE_PARENT, Map.of("from", from.text()));
        }
        for (EdgeKind kind : EdgeKind.values()) {
            graph.run(MOVE.formatted(kind), both);
        }
        graph.run(FORGET, both);
    }
}
