using Archiver.Cli;

return CommandLine.Run(args, Session.OfProcess());
