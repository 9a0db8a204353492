package io.aula.courses;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Repository;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aula.courses");
    /** Each feature and those above it that it must not know. */
    private static final Map<String, List<String>> ABOVE = Map.ofEntries(
            entry(
                    "graphql",
                    List.of(
                            "catalog",
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "catalog",
                    List.of(
                            "enrollment",
                            "access",
                            "video",
                            "job",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions",
                            "idempotency")),
            entry(
                    "enrollment",
                    List.of("access", "video", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry("access", List.of("video", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry(
                    "video",
                    List.of("enrollment", "access", "job", "upload", "playback", "authoring", "progress", "captions")),
            entry(
                    "job",
                    List.of(
                            "catalog",
                            "enrollment",
                            "access",
                            "upload",
                            "playback",
                            "authoring",
                            "progress",
                            "captions")),
            entry("upload", List.of("enrollment", "access", "playback", "authoring", "progress", "captions")),
            entry("playback", List.of("job", "upload", "authoring", "progress", "captions")),
            entry("authoring", List.of("enrollment", "access", "job", "playback", "progress", "captions")),
            entry("progress", List.of("authoring", "job", "upload", "captions")),
            entry("captions", List.of("enrollment", "upload", "authoring", "progress")));

    @Test
    void featuresKnowOnlyWhatLiesBelowThem() {
        ABOVE.forEach((feature, above) -> noClasses()
                .that()
                .resideInAPackage("io.aula.courses." + feature)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        above.stream().map(each -> "io.aula.courses." + each).toArray(String[]::new))
                .check(CLASSES));
    }

    /** A request about an upload goes from the controllers to the service, to the ledger, to rows and bytes. */
    @Test
    void theWayOfAnUploadGoesDownhill() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.aula.courses.upload")
                .layer("doors")
                .definedBy(named(
                        "TusController",
                        "UploadController",
                        "UploadNodes",
                        "MediaQuotaController",
                        "UploadsOfDeletedVideos"))
                .layer("use cases")
                .definedBy(named("UploadService", "UploadReceiver"))
                .layer("ledger")
                .definedBy(named("UploadLedger", "Admission"))
                .layer("stores")
                .definedBy(named("Uploads", "UploadBytes", "Writers"))
                .whereLayer("doors")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("use cases")
                .mayOnlyBeAccessedByLayers("doors")
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("use cases")
                .whereLayer("stores")
                .mayOnlyBeAccessedByLayers("use cases", "ledger")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe(
                String.join(", ", names),
                each -> all.contains(each.getSimpleName())
                        || each.getEnclosingClass()
                                .filter(outer -> all.contains(outer.getSimpleName()))
                                .isPresent());
    }

    /** What reads and writes the rows of a feature is its own affair: others go through its service. */
    @Test
    void rowsAreReachedThroughTheServiceOfTheirFeature() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.aula.courses.(video|job|upload|playback|progress|enrollment|catalog|authoring|captions)")
                .and()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void onlyRepositoriesTalkToTheDatabase() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Repository.class)
                .and()
                .resideOutsideOfPackage("io.aula.courses.db..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DSLContext.class)
                .check(CLASSES);
    }
}
