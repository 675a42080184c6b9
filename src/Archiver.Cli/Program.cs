using System.CommandLine;

var root = new RootCommand("Keeps the articles you have read.");
return root.Parse(args).Invoke();
