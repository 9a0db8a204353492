package io.aula.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aula.media", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule NEEDS_NO_FRAMEWORK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_S3_STORE_KNOWS_AMAZON = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("S3")
            .and()
            .doNotHaveSimpleName("ObjectStores")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    private ArchitectureTest() {}
}
