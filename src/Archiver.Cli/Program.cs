using Archiver.Cli;

return CommandLine.Run(ProcessBytes.Arguments(args), Session.OfProcess());
