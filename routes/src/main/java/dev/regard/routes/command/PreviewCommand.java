package dev.regard.routes.command;

import dev.regard.connectors.mail.Letterhead;
import dev.regard.connectors.mail.Logo;
import dev.regard.connectors.mail.Sender;
import dev.regard.engine.organisation.Organisation;
import dev.regard.routes.preview.Preview;
import dev.regard.routes.settings.WrongSetting;
import dev.regard.routes.wiring.RulesRefused;
import dev.regard.routes.wiring.Shipped;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.organisation.OrganisationFile;
import dev.regard.rules.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code preview}: how the templates look when they are filled and sent. */
@Command(name = "preview", mixinStandardHelpOptions = true,
        description = "Writes each template, in each language and wording, as it looks when it is sent: .html, .txt and .eml, and an index.html that leads to all.",
        footer = {"", "The company's name and numbers come from organisation.yaml in the folder, its picture from logo.png or logo.jpg.",
                "", "Examples:", "  regard preview --rules my-rules", "  regard preview --rules my-rules --out /tmp/look birthday-greeting alert-opened"})
public final class PreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--rules", paramLabel = "DIR", description = "The rule-set folder. Default: the shipped one.")
    private Path rules;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: ${DEFAULT-VALUE}.", defaultValue = "regard-preview")
    private Path out;

    @Parameters(paramLabel = "TEMPLATE", arity = "0..*", description = "Only these templates. Default: all.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        Path folder = rules == null ? Shipped.rules() : rules;
        List<RuleProblem> problems = new ArrayList<>();
        Templates templates = Templates.read(RuleSetFiles.in(folder).folder("templates"), problems);
        Organisation company = company(folder, problems);
        if (problems.stream().anyMatch(RuleProblem::isError)) {
            throw new RulesRefused("the templates in " + folder + " have errors", problems);
        }
        Set<String> known = templates.names();
        if (known.isEmpty()) {
            spec.commandLine().getErr().println("there are no templates in " + folder.resolve("templates"));
            return CommandLine.ExitCode.SOFTWARE;
        }
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandLine.ParameterException(spec.commandLine(), "the template " + Nearest.unknown(name, known));
        });
        Optional<Logo> logo = logo(folder);
        Files.createDirectories(out);
        int written = new Preview(templates, company, new Letterhead(new Sender(company.company(), company.sender()), logo, Optional.empty())).write(new LinkedHashSet<>(names), out);
        spec.commandLine().getOut().println(written + " wordings in " + out.resolve("index.html"));
        return CommandLine.ExitCode.OK;
    }

    private static Optional<Logo> logo(Path folder) {
        try {
            return Logo.in(folder);
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(e.getMessage());
        }
    }

    private static Organisation company(Path folder, List<RuleProblem> problems) throws IOException {
        Path own = folder.resolve(OrganisationFile.NAME);
        byte[] content = Files.readAllBytes(Files.exists(own) ? own : Shipped.rules().resolve(OrganisationFile.NAME));
        return OrganisationFile.read(OrganisationFile.NAME, content, problems)
                .orElseThrow(() -> new RulesRefused("the organisation data in " + own + " have errors", problems));
    }
}
