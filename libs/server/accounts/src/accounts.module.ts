import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { FirstAdmin } from './first-admin';
import { GuestLinks } from './guest-links';
import { Profiles } from './profiles';
import { SignInGuard } from './sign-in.guard';
import { SignInLibrary } from './sign-in-library';
import { SignIns } from './sign-ins';
import { TryLimiter } from './try-limiter';

/** People: accounts, guests, sign-ins. Import it before the contexts whose routes its guard protects. */
@Global()
@Module({
  controllers: [AccountsController],
  providers: [
    AccountsService,
    FirstAdmin,
    GuestLinks,
    Profiles,
    SignInLibrary,
    SignIns,
    TryLimiter,
    { provide: APP_GUARD, useClass: SignInGuard },
  ],
  exports: [AccountsService],
})
export class AccountsModule {}
