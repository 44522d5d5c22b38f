export const runCommand = async (_a: unknown) => 0;
