package io.aula.social;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
            .layer("follow")
            .definedBy("io.aula.social.follow..")
            .layer("recommendation")
            .definedBy("io.aula.social.recommendation..")
            .layer("projection")
            .definedBy("io.aula.social.projection..")
            .layer("reconcile")
            .definedBy("io.aula.social.reconcile..")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("follow", "recommendation", "projection", "reconcile")
            .whereLayer("documents")
            .mayOnlyBeAccessedByLayers("access", "comment")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("comment", "projection", "reconcile")
            .whereLayer("graphql")
            .mayOnlyBeAccessedByLayers("comment", "follow", "recommendation")
            .whereLayer("comment")
            .mayOnlyBeAccessedByLayers("projection", "reconcile")
            .whereLayer("follow")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("recommendation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("projection")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("reconcile")
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
                    "io.aula.social.comment..", "io.aula.social.access..", "io.aula.social.documents..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.mongodb..", "com.mongodb..");
}
