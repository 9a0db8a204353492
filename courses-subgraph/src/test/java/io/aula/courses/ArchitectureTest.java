package io.aula.courses;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aula.courses");
    /** Each feature and those above it that it must not know. */
    private static final Map<String, List<String>> ABOVE = Map.of(
            "graphql", List.of("catalog", "enrollment", "access", "media", "authoring", "progress", "idempotency"),
            "catalog", List.of("enrollment", "access", "media", "authoring", "progress", "idempotency"),
            "enrollment", List.of("access", "media", "authoring", "progress"),
            "access", List.of("media", "authoring", "progress"),
            "media", List.of("authoring", "progress"),
            "authoring", List.of("enrollment", "progress"),
            "progress", List.of("authoring"));

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

    @Test
    void onlyRepositoriesTalkToTheDatabase() {
        noClasses()
                .that()
                .areNotAnnotatedWith(org.springframework.stereotype.Repository.class)
                .and()
                .resideOutsideOfPackage("io.aula.courses.db..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DSLContext.class)
                .check(CLASSES);
    }
}
