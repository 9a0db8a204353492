package io.aula.social;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aula.devstack.testing.Dependencies;
import io.aula.devstack.testing.HouseRules;
import io.aula.devstack.testing.SqlClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;

@AnalyzeClasses(packagesOf = SocialApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresKnowOnlyWhatIsDrawn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("graphql")
            .definedBy("io.aula.social.graphql..")
            .layer("graph")
            .definedBy("io.aula.social.graph..")
            .layer("documents")
            .definedBy("io.aula.social.documents..")
            .layer("access")
            .definedBy("io.aula.social.access..")
            .layer("comment")
            .definedBy("io.aula.social.comment..")
            .layer("forum")
            .definedBy("io.aula.social.forum..")
            .layer("review")
            .definedBy("io.aula.social.review..")
            .layer("notification")
            .definedBy("io.aula.social.notification..")
            .layer("inbox")
            .definedBy("io.aula.social.inbox..")
            .layer("feed")
            .definedBy("io.aula.social.feed..")
            .layer("pace")
            .definedBy("io.aula.social.pace..")
            .layer("moderation")
            .definedBy("io.aula.social.moderation..")
            .layer("markdown")
            .definedBy("io.aula.social.markdown..")
            .layer("follow")
            .definedBy("io.aula.social.follow..")
            .layer("recommendation")
            .definedBy("io.aula.social.recommendation..")
            .layer("knowledge")
            .definedBy("io.aula.social.knowledge..")
            .layer("projection")
            .definedBy("io.aula.social.projection..")
            .layer("reconcile")
            .definedBy("io.aula.social.reconcile..")
            .layer("person")
            .definedBy("io.aula.social.person..")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers(
                    "follow",
                    "recommendation",
                    "knowledge",
                    "moderation",
                    "notification",
                    "feed",
                    "projection",
                    "reconcile",
                    "person")
            .whereLayer("documents")
            .mayOnlyBeAccessedByLayers(
                    "access", "pace", "comment", "forum", "review", "moderation", "notification", "feed", "inbox")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers(
                    "pace",
                    "comment",
                    "forum",
                    "review",
                    "moderation",
                    "notification",
                    "inbox",
                    "feed",
                    "knowledge",
                    "projection",
                    "reconcile")
            .whereLayer("graphql")
            .mayOnlyBeAccessedByLayers(
                    "pace",
                    "comment",
                    "forum",
                    "review",
                    "moderation",
                    "notification",
                    "inbox",
                    "feed",
                    "knowledge",
                    "follow",
                    "recommendation")
            .whereLayer("markdown")
            .mayOnlyBeAccessedByLayers("graphql", "comment", "forum", "review", "notification", "knowledge")
            .whereLayer("comment")
            .mayOnlyBeAccessedByLayers(
                    "forum",
                    "review",
                    "moderation",
                    "notification",
                    "inbox",
                    "feed",
                    "projection",
                    "reconcile",
                    "person")
            .whereLayer("forum")
            .mayOnlyBeAccessedByLayers(
                    "moderation", "notification", "inbox", "feed", "projection", "reconcile", "person")
            .whereLayer("inbox")
            .mayOnlyBeAccessedByLayers("projection")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("projection")
            .whereLayer("pace")
            .mayOnlyBeAccessedByLayers("comment", "forum", "review", "moderation", "projection")
            .whereLayer("moderation")
            .mayOnlyBeAccessedByLayers("notification", "projection", "reconcile", "person")
            .whereLayer("review")
            .mayOnlyBeAccessedByLayers("moderation", "feed", "projection", "reconcile", "person")
            .whereLayer("notification")
            .mayOnlyBeAccessedByLayers("projection", "reconcile", "person")
            .whereLayer("follow")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("recommendation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("knowledge")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("projection")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("reconcile")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("person")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule onlyTheGraphTalksToNeo4j = noClasses()
            .that()
            .resideOutsideOfPackage("io.aula.social.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.neo4j..");

    @ArchTest
    static final ArchRule onlyWhatIsKeptInDocumentsTalksToMongo = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.aula.social.comment..",
                    "io.aula.social.forum..",
                    "io.aula.social.review..",
                    "io.aula.social.notification..",
                    "io.aula.social.inbox..",
                    "io.aula.social.feed..",
                    "io.aula.social.pace..",
                    "io.aula.social.moderation..",
                    "io.aula.social.access..",
                    "io.aula.social.documents..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.mongodb..", "com.mongodb..");

    @ArchTest
    static final ArchRule servicesSpeakOfTheDomain = HouseRules.servicesSpeakOfTheDomain(Service.class);

    @ArchTest
    static final ArchRule timeIsAskedOfTheClockThatIsGiven = HouseRules.timeIsAskedOfTheClockThatIsGiven();

    @Test
    void nothingIsAskedForThatNobodyUses() {
        // The schema factory of Spring for GraphQL is made of it.
        assertThat(Dependencies.unused("federation-graphql-java-support")).isEmpty();
    }

    @Test
    void noStatementAsksTheDatabaseForTheTime() {
        assertThat(SqlClock.askedIn(Path.of("src/main/java"))).isEmpty();
    }
}
